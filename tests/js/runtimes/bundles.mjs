// Builds for production of what a launcher is, by the bundlers that people use, as these are without configuration.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as esbuild from "esbuild";
import { build as viteBuild } from "vite";
import webpack from "webpack";

export const launcher = (name) => new URL(`launch/${name}`, import.meta.url).pathname;

const NODES_OWN = ["Buffer", "process", "globalThis.Buffer", "globalThis.process"];

/** A page of one script. */
export function page(folder, script, importMap) {
  mkdirSync(folder, { recursive: true });
  const map = importMap && `<script type="importmap" nonce="import-map">${JSON.stringify(importMap)}</script>`;
  const html = `<!doctype html><meta charset="utf-8">${map ?? ""}<script type="module" src="${script}"></script>`;
  const file = join(folder, "index.html");
  writeFileSync(file, html);
  return file;
}

export async function byVite(entry, folder, work) {
  const input = page(work, "./main.js");
  writeFileSync(join(work, "main.js"), `import ${JSON.stringify(entry)};\n`);
  await viteBuild({
    root: work,
    base: "./",
    configFile: false,
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input } },
  });
}

export async function byWebpack(entry, folder) {
  const compiler = webpack({ mode: "production", entry, output: { path: folder, filename: "main.js" } });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));
  page(folder, "main.js");
}

/** One file for Node, in the format that most such applications have. */
export async function byEsbuild(entry, folder) {
  const outfile = join(folder, `${basename(entry, ".mjs")}.cjs`);
  await esbuild.build({ entryPoints: [entry], bundle: true, platform: "node", format: "cjs", outfile, minify: true });
  return outfile;
}

/** One file for the edge runtime, which has no globals of Node, and where `.wasm?module` is the platform's own matter. */
export async function forEdge(entry, folder, define = {}) {
  const outfile = join(folder, "edge.mjs");
  const platform = {
    name: "wasm?module",
    setup(build) {
      build.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "module" }));
      build.onLoad({ filter: /.*/, namespace: "module" }, () => ({
        contents: "export default globalThis.compiledByThePlatform;",
      }));
    },
  };
  await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    conditions: ["edge-light"],
    outfile,
    define: { ...Object.fromEntries(NODES_OWN.map((name) => [name, "undefined"])), ...define },
    plugins: [platform],
  });
  return outfile;
}
