// Bundles a Worker as wrangler would, and runs it in workerd, the runtime of Cloudflare Workers.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import workerd from "workerd";

/** The conditions by which wrangler resolves packages. */
const CONDITIONS = ["workerd", "worker", "browser"];

/** A Worker that fires the cron triggers of another one. */
const CLOCK = `export default {
  async fetch(request, env) {
    const cron = new URL(request.url).searchParams.get("cron");
    return Response.json(await env.MAIN.scheduled({ cron, scheduledTime: new Date() }));
  },
};
`;

/** The modules of a Worker: name, kind, contents; the main one first. */
export async function bundleWorker(entry) {
  const folder = "/bundle";
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    conditions: CONDITIONS,
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
    outdir: folder,
    entryNames: "worker",
    external: ["cloudflare:*"],
    write: false,
    logLevel: "error",
  });
  const modules = outputFiles.map(({ path, contents }) => {
    const name = path.slice(folder.length + 1);
    const kind = name.endsWith(".wasm") ? "wasm" : "esModule";
    return { name, kind, contents, size: contents.length };
  });
  return modules.sort((a, b) => (b.kind > a.kind ? -1 : 1));
}

/** Starts a Worker; the options are those of `prepareWorker`. */
export async function startWorker(entry, bindings, options) {
  const worker = await prepareWorker(entry, bindings, options);
  const { stop, ...running } = await worker.start();
  return {
    ...running,
    modules: worker.modules,
    stop() {
      stop();
      worker.remove();
    },
  };
}

/**
 * Bundles a Worker with text bindings, to be started as often as one likes. `kv` maps the names of KV namespaces to the
 * addresses of servers that speak the protocol of workerd, `services` those of other Workers to their addresses,
 * `objects` those of Durable Objects to their classes; what they store is in the folder `disk`. `fire(cron)` calls its
 * scheduled handler, as the platform would.
 */
export async function prepareWorker(entry, bindings, options = {}) {
  const { flags = [], date = "2026-11-01", kv = {}, services = {}, objects = {}, disk } = options;
  const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-worker-"));
  const modules = await bundleWorker(entry);
  for (const { name, contents } of modules) writeFileSync(join(folder, name), contents);
  const quoted = (text) => JSON.stringify(text);
  const texts = Object.entries(bindings).map(([name, text]) => `(name = ${quoted(name)}, text = ${quoted(text)})`);
  const stores = Object.keys(kv).map((name) => `(name = ${quoted(name)}, kvNamespace = ${quoted(`kv-${name}`)})`);
  const servers = Object.entries(kv).map(
    ([name, address]) => `(name = ${quoted(`kv-${name}`)}, external = (address = ${quoted(address)}, http = ())),`,
  );
  const others = Object.keys(services).map((name) => `(name = ${quoted(name)}, service = ${quoted(name)})`);
  for (const [name, address] of Object.entries(services)) {
    servers.push(`(name = ${quoted(name)}, external = (address = ${quoted(address)}, http = ())),`);
  }
  const namespaces = Object.entries(objects).map(([name, type]) => `(name = ${quoted(name)}, durableObjectNamespace = ${quoted(type)})`);
  if (disk) servers.push(`(name = "disk", disk = (path = ${quoted(disk)}, writable = true)),`);
  const types = Object.values(objects).map((type) => `(className = ${quoted(type)}, uniqueKey = ${quoted(type)})`);
  const stored = disk
    ? `
  durableObjectNamespaces = [${types.join(", ")}],
  durableObjectStorage = (localDisk = "disk"),`
    : "";
  writeFileSync(join(folder, "clock.js"), CLOCK);
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "outside", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
    (name = "clock", worker = .clock),
    ${servers.join("\n    ")}
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:0", http = (), service = "main"),
    (name = "clock", address = "127.0.0.1:0", http = (), service = "clock"),
  ],
);
const clock :Workerd.Worker = (
  modules = [(name = "clock", esModule = embed "clock.js")],
  bindings = [(name = "MAIN", service = "main")],
  compatibilityDate = ${quoted(date)},
  compatibilityFlags = ["service_binding_extra_handlers"],
);
const worker :Workerd.Worker = (
  modules = [${modules.map(({ name, kind }) => `(name = ${quoted(name)}, ${kind} = embed ${quoted(name)})`).join(", ")}],
  bindings = [${[...texts, ...stores, ...others, ...namespaces].join(", ")}],${stored}
  compatibilityDate = ${quoted(date)},
  compatibilityFlags = [${flags.map(quoted).join(", ")}],
  globalOutbound = "outside",
);
`;
  writeFileSync(join(folder, "config.capnp"), config);
  return {
    modules,
    start: () => start(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function start(folder) {
  const child = spawn(workerd.default, ["serve", "--experimental", "--control-fd=3", "config.capnp"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const ports = await new Promise((resolve, reject) => {
    let text = "";
    child.stdio[3].on("data", (data) => {
      text += data;
      const heard = [...text.matchAll(/"socket":\s*"(\w+)",\s*"port":\s*(\d+)/g)];
      if (heard.length === 2) resolve(Object.fromEntries(heard.map(([, socket, port]) => [socket, port])));
    });
    child.once("exit", (code) => reject(new Error(`workerd ended with ${code}`)));
    child.once("error", reject);
  });
  return {
    origin: `http://127.0.0.1:${ports.http}`,
    /** Fires a cron trigger, and says how the handler ended: `ok`, `exception`, … */
    async fire(cron) {
      const response = await fetch(`http://127.0.0.1:${ports.clock}/?cron=${encodeURIComponent(cron)}`);
      return (await response.json()).outcome;
    },
    stop: () => void child.kill(),
  };
}
