// Bundles a Worker as wrangler would, and runs it in workerd, the runtime of Cloudflare Workers.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import workerd from "workerd";

/** The conditions by which wrangler resolves packages. */
const CONDITIONS = ["workerd", "worker", "browser"];

export async function startWorker(entry, bindings, { flags = [], date = "2026-11-01" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-worker-"));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    conditions: CONDITIONS,
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
    outdir: folder,
    entryNames: "worker",
    write: false,
    logLevel: "error",
  });
  const modules = outputFiles.map(({ path, contents }) => {
    const name = path.slice(folder.length + 1);
    writeFileSync(path, contents);
    const kind = name.endsWith(".wasm") ? "wasm" : "esModule";
    return { name, kind, size: contents.length };
  });
  modules.sort((a, b) => (b.kind > a.kind ? -1 : 1));
  const quoted = (text) => JSON.stringify(text);
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "outside", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [${modules.map(({ name, kind }) => `(name = ${quoted(name)}, ${kind} = embed ${quoted(name)})`).join(", ")}],
  bindings = [${Object.entries(bindings).map(([name, text]) => `(name = ${quoted(name)}, text = ${quoted(text)})`).join(", ")}],
  compatibilityDate = ${quoted(date)},
  compatibilityFlags = [${flags.map(quoted).join(", ")}],
  globalOutbound = "outside",
);
`;
  writeFileSync(join(folder, "config.capnp"), config);
  const child = spawn(workerd.default, ["serve", "--experimental", "--control-fd=3", "config.capnp"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const port = await new Promise((resolve, reject) => {
    let text = "";
    child.stdio[3].on("data", (data) => {
      text += data;
      const heard = text.match(/"port":\s*(\d+)/);
      if (heard) resolve(Number(heard[1]));
    });
    child.once("exit", (code) => reject(new Error(`workerd ended with ${code}`)));
    child.once("error", reject);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    modules,
    stop() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
