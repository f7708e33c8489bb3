// The packed emulator beside the packed library in each runtime.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { node } from "../../../runtimes/nodes.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";

const ROOT = new URL("../../../", import.meta.url).pathname;
const here = (name) => new URL(`runtimes/${name}`, import.meta.url).pathname;
const npm = (name) => join(ROOT, "node_modules/.bin", name);
const run = promisify(execFile);

const SEEN = {
  refused: "consent_required",
  email: "ann@example.com",
  made: 201,
  mailed: ["rita@example.org"],
  told: ["envelope-sent 200"],
  cut: "TypeError",
  ahead: 60,
  requests: 8,
  afterwards: 0,
};

const programs = {
  "Node 20": [node(20)],
  "Node 22": [node(22)],
  "Node 24": [node(24)],
  Deno: [npm("deno"), "run", "--allow-net", "--allow-env", "--no-config", "--node-modules-dir=manual"],
  Bun: [npm("bun")],
};

for (const [name, [program, ...args]] of Object.entries(programs)) {
  test(name, { timeout: 60_000 }, async () => {
    const { stdout } = await run(program, [...args, here("run.mjs")], { cwd: ROOT, env: { ...process.env, NO_COLOR: "1" } });
    assert.deepEqual(JSON.parse(stdout), { ...SEEN, served: 500 });
  });
}

const NO_SERVER = "docusign-emulator can listen in Node, Deno and Bun. Here, pass the emulator's fetch to the client instead.";

test("workerd", { timeout: 60_000 }, async () => {
  const worker = await startWorker(here("worker.js"), {});
  try {
    for (let request = 0; request < 3; request += 1) {
      const answer = await fetch(worker.origin);
      assert.deepEqual(await answer.json(), { ...SEEN, served: NO_SERVER });
    }
  } finally {
    worker.stop();
  }
});

test("a page in Chromium", { timeout: 60_000 }, async () => {
  const { outputFiles } = await build({ entryPoints: [here("page.js")], bundle: true, format: "esm", write: false, logLevel: "error" });
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.setHeader("content-security-policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
    response.end(isScript ? outputFiles[0].contents : '<!doctype html><title></title><script type="module" src="/page.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => document.title !== "").catch(() => assert.fail(errors.join("\n")));
    assert.deepEqual(JSON.parse(await page.title()), { ...SEEN, served: NO_SERVER });
  } finally {
    await browser.close();
    server.close();
  }
});
