// Prints the imports between the modules of a folder as JSON, as esbuild reads them: imports.mjs FOLDER FILE...
import { join } from "node:path";
import process from "node:process";
import { build } from "esbuild";

const [, , folder, ...files] = process.argv;
const given = new Set(files.map((file) => join(folder, file)));

/** Follows only the given files. A file that is built, such as core.js, does not belong to a room. */
const givenFiles = {
  name: "given files",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path);
      return given.has(file) ? { path: file } : { path, external: true };
    });
    onResolve({ filter: /^[^.]/ }, ({ path }) => ({ path, external: true }));
  },
};

const { metafile } = await build({
  absWorkingDir: folder,
  stdin: { contents: files.map((file) => `import "./${file}";`).join("\n"), resolveDir: folder },
  plugins: [givenFiles],
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
