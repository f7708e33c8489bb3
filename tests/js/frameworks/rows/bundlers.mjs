// Bundlers: the application is one file, which runs in an empty folder.
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node } from "../../../../runtimes/nodes.mjs";
import { printsToken } from "../answer.mjs";
import { launch, project, start, succeeds } from "../project.mjs";

const ROOT = new URL("../../../../", import.meta.url).pathname;
const ofRoot = (name) => join(ROOT, "node_modules/.bin", name);

/** What `from` has, alone in a folder, run there. */
async function runAlone({ emulator, env }, from, file, program = node(24), before = []) {
  const alone = mkdtempSync(join(tmpdir(), "docusign-jwt-bundle-"));
  try {
    cpSync(from, alone, { recursive: true });
    const command = program === null ? [join(alone, file), []] : [program, [...before, file]];
    await printsToken(emulator, await succeeds(launch(...command, alone, env)));
  } finally {
    rmSync(alone, { recursive: true, force: true });
  }
}

/** A bundler's program of its group, with these arguments; what is in `out` then runs in Node. */
const bundled = (program, args, file, more) => async (row) => {
  const folder = project("program", row.group);
  more?.(folder);
  await succeeds(start(node(24), folder, program, args, row.env));
  await runAlone(row, join(folder, "out"), file ?? readdirSync(join(folder, "out"))[0]);
};

/** The same by a program of the repository's own tools. */
const bundledByOwn = (name, args, file, more) => async (row) => {
  const folder = project("program", "bundlers");
  more?.(folder);
  await succeeds(launch(ofRoot(name), args, folder, row.env));
  await runAlone(row, join(folder, "out"), file);
};

const write = (name, text) => (folder) => writeFileSync(join(folder, name), text);

const ROLLUP = `import resolve from "@rollup/plugin-node-resolve";
export default { input: "main.mjs", plugins: [resolve()], external: /^node:/, output: { file: "out/main.mjs", format: "es" } };
`;

const webpackLike = (tool, format) => `import ${tool === "webpack" ? "webpack" : "{ rspack as webpack }"} from "${
  tool === "webpack" ? "webpack" : "@rspack/core"
}";
const target = ${JSON.stringify(format)};
const compiler = webpack({ mode: "production", target, entry: "./main.mjs", output: { path: process.cwd() + "/out", filename: "main.cjs" } });
compiler.run((error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
});
`;
const script = (tool) => async (row) => {
  const folder = project("program", "bundlers");
  write("build.mjs", webpackLike(tool, "node22"))(folder);
  await succeeds(launch(node(24), ["build.mjs"], folder, row.env));
  await runAlone(row, join(folder, "out"), "main.cjs");
};

const parcel = (target, file) => (row) =>
  bundled("parcel/lib/bin.js", ["build", "--no-cache", "--no-source-maps", "main.mjs"], file, (folder) => {
    const manifest = { name: "program", private: true, targets: { out: { distDir: "out", ...target } } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  })(row);

async function denoBundle(row) {
  const folder = project("program", "bundlers");
  await succeeds(
    launch(ofRoot("deno"), ["bundle", "--no-config", "--node-modules-dir=manual", "main.mjs", "--output", "out/main.mjs"], folder, row.env),
  );
  await runAlone(row, join(folder, "out"), "main.mjs", ofRoot("deno"), ["run", "--allow-env", "--allow-net"]);
}

async function bunCompile(row) {
  const folder = project("program", "bundlers");
  await succeeds(launch(ofRoot("bun"), ["build", "--compile", "main.mjs", "--outfile", "out/main"], folder, row.env));
  await runAlone(row, join(folder, "out"), "main", null);
}

/** What Vercel's tracing keeps of node_modules, alone in a folder, for Next's standalone output and others. */
const traced = (file) => async (row) => {
  const folder = project("program", row.group);
  const trace = `import { nodeFileTrace } from "@vercel/nft";
import { cpSync } from "node:fs";
const { fileList } = await nodeFileTrace([${JSON.stringify(file)}], { base: process.cwd() });
for (const name of fileList) cpSync(name, "out/" + name, { recursive: true });
`;
  write("trace.mjs", trace)(folder);
  await succeeds(launch(node(24), ["trace.mjs"], folder, row.env));
  await runAlone(row, join(folder, "out"), file);
};

const ESBUILD = ["main.mjs", "--bundle", "--platform=node", "--minify"];
const TSDOWN = ["main.mjs", "--no-config", "--format", "cjs", "--out-dir", "out", "--no-dts", "--deps.always-bundle", "docusign-jwt"];

export const ROWS = {
  "esbuild-cjs": bundledByOwn("esbuild", [...ESBUILD, "--format=cjs", "--outfile=out/main.cjs"], "main.cjs"),
  "esbuild-esm": bundledByOwn("esbuild", [...ESBUILD, "--format=esm", "--outfile=out/main.mjs"], "main.mjs"),
  "esbuild-require": bundledByOwn("esbuild", ["main.cjs", "--bundle", "--platform=node", "--outfile=out/main.cjs"], "main.cjs"),
  rollup: bundled("rollup/dist/bin/rollup", ["--config", "rollup.config.mjs"], "main.mjs", write("rollup.config.mjs", ROLLUP)),
  webpack: script("webpack"),
  rspack: script("rspack"),
  "parcel-node": parcel({ context: "node", engines: { node: ">= 22" }, includeNodeModules: true, outputFormat: "commonjs" }, "main.js"),
  "parcel-page": parcel({ context: "browser", outputFormat: "global" }, "main.js"),
  tsup: bundled("tsup/dist/cli-default.js", ["main.mjs", "--no-config", "--format", "cjs", "--out-dir", "out"]),
  tsdown: bundled("tsdown/dist/run.mjs", TSDOWN),
  "bun-build": async (row) => {
    const folder = project("program", "bundlers");
    await succeeds(launch(ofRoot("bun"), ["build", "main.mjs", "--target=bun", "--outdir=out"], folder, row.env));
    await runAlone(row, join(folder, "out"), "main.js", ofRoot("bun"));
  },
  "bun-compile": bunCompile,
  "deno-bundle": denoBundle,
  "trace-import": traced("main.mjs"),
  "trace-require": traced("main.cjs"),
};
