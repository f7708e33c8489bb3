// Prints the imports between the modules of a folder as JSON, as esbuild reads them: imports.mjs FOLDER FILE...
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { build } from "esbuild";

const [, , folder, ...files] = process.argv;

/** Follows only the folder's own files. A file that is built later, such as core.js, does not belong to a room. */
const ownFiles = {
  name: "own files",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path);
      const place = relative(folder, file);
      const own = path.startsWith(".") && /\.m?js$/.test(path) && !/^\.\.|node_modules\//.test(place) && existsSync(file);
      return own ? { path: file } : { path, external: true };
    });
  },
};

const { metafile } = await build({
  absWorkingDir: folder,
  stdin: { contents: files.map((file) => `import "./${file}";`).join("\n"), resolveDir: folder },
  plugins: [ownFiles],
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  platform: "neutral",
  jsx: "preserve",
  loader: { ".js": "jsx" },
  logLevel: "error",
});
const { "<stdin>": _, ...modules } = metafile.inputs;
const imports = Object.entries(modules).map(([file, module]) => [
  file,
  module.imports.filter(({ external }) => !external).map(({ path }) => path),
]);
process.stdout.write(JSON.stringify(imports));
