// What builds and runs Cloudflare Workers.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node } from "../../../../runtimes/nodes.mjs";
import { printsToken, servesToken } from "../answer.mjs";
import { freePort, launch, project, start, succeeds } from "../project.mjs";

const WRANGLER = "wrangler/bin/wrangler.js";

/** The secrets of a Worker in development, as wrangler and Vite's plugin read them. */
export function devVars(folder, env) {
  const lines = Object.entries(env).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(join(folder, ".dev.vars"), lines.join(""));
}

/** `wrangler dev` in a folder, which answers at this path. */
export async function wranglerDev(row, folder, path = "/", more = []) {
  devVars(folder, row.env);
  const port = await freePort();
  const args = ["dev", "--ip", "127.0.0.1", "--port", `${port}`, "--inspector-port", `${await freePort()}`, ...more];
  const server = start(node(24), folder, WRANGLER, args, {});
  try {
    await servesToken(row.emulator, server, `http://127.0.0.1:${port}${path}`);
  } finally {
    await server.stop();
  }
}

/** Runs what `wrangler deploy` would upload, as it is. */
const deployed = (name, path) => async (row) => {
  const folder = project(name, row.group);
  await succeeds(start(node(24), folder, WRANGLER, ["deploy", "--dry-run", "--minify", "--outdir", "dist"], {}));
  rmSync(join(folder, "src"), { recursive: true });
  rmSync(join(folder, "node_modules"), { recursive: true });
  await wranglerDev(row, folder, path, ["dist/index.js", "--no-bundle"]);
};

const vite = (production) => async (row) => {
  const folder = project("vite-cloudflare", row.group, "worker");
  devVars(folder, row.env);
  const program = "vite/bin/vite.js";
  if (production) await succeeds(start(node(24), folder, program, ["build"], {}));
  const port = await freePort();
  const args = [production ? "preview" : "dev", "--host", "127.0.0.1", "--port", `${port}`, "--strictPort"];
  const server = start(node(24), folder, program, args, {});
  try {
    await servesToken(row.emulator, server, `http://127.0.0.1:${port}/`);
  } finally {
    await server.stop();
  }
};

export const ROWS = {
  "wrangler-development": (row) => wranglerDev(row, project("worker", row.group)),
  "wrangler-production": deployed("worker", "/"),
  "hono-worker-development": (row) => wranglerDev(row, project("hono", row.group), "/token"),
  "hono-worker-production": deployed("hono", "/token"),
  "hono-node": async (row) => {
    const port = await freePort();
    const server = launch(node(24), ["node.js"], project("hono", row.group), { ...row.env, PORT: `${port}` });
    try {
      await servesToken(row.emulator, server, `http://127.0.0.1:${port}/token`);
    } finally {
      await server.stop();
    }
  },
  "vite-cloudflare-development": vite(false),
  "vite-cloudflare-production": vite(true),
  "vitest-pool-workers": async (row) => {
    const folder = project("pool-workers", row.group, "worker");
    const text = await succeeds(start(node(24), folder, "vitest/vitest.mjs", ["run"], row.env));
    assert.match(text, /Tests +2 passed/, text);
    await printsToken(row.emulator, text);
  },
};
