// Where a peer signs: a process of Node, Deno or Bun, a Worker in workerd, a page in Chromium. Each place has
// `warm({ bits, pem, now, count })`, which tells how many milliseconds so many assertions took, and
// `cold({ bits, pem, now })`, which tells those of the first one.
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { node as nodeOf } from "../../runtimes/nodes.mjs";
import { prepareWorker } from "../../runtimes/workerd.mjs";
import { median } from "../measure.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const npmProgram = (name) => here(`../../node_modules/.bin/${name}`);

/** Node of a major version. */
export const node = (major) => ({ program: nodeOf(major), before: [] });
export const bun = { program: npmProgram("bun"), before: [] };
export const deno = { program: npmProgram("deno"), before: ["run", "--allow-all", "--no-config", "--node-modules-dir=manual"] };

/** A peer of `peers/` in a program; `more` are environment variables. */
export function inProcess({ program, before }, peer, more = {}) {
  const env = { ...process.env, ...more };
  const child = spawn(program, [...before, here("runner.mjs"), peer], { env, stdio: ["pipe", "pipe", "inherit"] });
  const failed = new Promise((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${peer} ended with ${code}`)));
  });
  failed.catch(() => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async warm(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      const { value } = await Promise.race([lines.next(), failed]);
      return JSON.parse(value);
    },
    async cold({ pem, now }) {
      const command = [...before, here("cold.mjs"), peer, pem, String(now)];
      const { stdout } = await promisify(execFile)(program, command, { env });
      const { assertion, ...times } = JSON.parse(stdout);
      return { ...times, assertions: [assertion] };
    },
    stop: () => child.kill(),
  };
}

const timed = async (work) => {
  const begun = performance.now();
  const result = await work();
  return [performance.now() - begun, result];
};

/**
 * A Worker. Its clock stands still while it computes, so it is looked at from outside: a request for some signatures
 * against one for none, and the start of a process up to its first answer against that of a Worker that only answers.
 */
export async function inWorkerd(keys) {
  const bindings = Object.fromEntries(keys.map(({ bits, pem }) => [`KEY_${bits}`, pem]));
  const signing = await prepareWorker(here("worker.js"), bindings);
  const trivial = await prepareWorker(here("./bare_worker.js"), bindings);
  const running = await signing.start();
  const ask = async (origin, { bits, now, count }, more = "") => {
    const response = await fetch(`${origin}/?bits=${bits}&now=${now}&count=${count}${more}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`the Worker answered ${response.status} ${text}`);
    return text;
  };
  /** From the start of a process and from the request, up to the first answer. */
  const first = async (worker, order) => {
    const begun = performance.now();
    const { origin, stop } = await worker.start();
    try {
      const [request, text] = await timed(() => ask(origin, order));
      return { request, whole: performance.now() - begun, text };
    } finally {
      stop();
    }
  };
  return {
    async warm(order) {
      const idle = [];
      for (let time = 0; time < 3; time += 1) idle.push((await timed(() => ask(running.origin, { ...order, count: 0 })))[0]);
      const [milliseconds, text] = await timed(() => ask(running.origin, order));
      const path = await ask(running.origin, { ...order, count: 0 }, "&path");
      return { milliseconds: milliseconds - median(idle), assertions: JSON.parse(text), path };
    },
    async cold(order) {
      const nothing = await first(trivial, { ...order, count: 0 });
      const { request, whole, text } = await first(signing, { ...order, count: 1 });
      return { cold: request - nothing.request, whole: whole - nothing.whole, assertions: JSON.parse(text) };
    },
    stop() {
      running.stop();
      for (const worker of [signing, trivial]) worker.remove();
    },
  };
}

/** A page in Chromium; a cold one is in a context of its own, which has its own process. */
export async function inChromium() {
  const bundle = { entryPoints: [here("page.js")], bundle: true, format: "esm", conditions: ["browser"], write: false };
  const { outputFiles } = await build(bundle);
  const server = createServer((request, response) => {
    const script = request.url === "/page.js";
    response.setHeader("content-type", script ? "text/javascript" : "text/html");
    response.end(script ? outputFiles[0].text : `<!doctype html><script type="module" src="/page.js"></script>`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const options = JSON.parse(readFileSync(here("../../webdriver.json")))["goog:chromeOptions"];
  const browser = await chromium.launch({ executablePath: process.env.CHROME, args: options.args });
  const open = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => globalThis.signed);
    return { context, page };
  };
  const sign = (page, order) => page.evaluate((order) => globalThis.signed(order), order);
  const { page } = await open();
  return {
    warm: (order) => sign(page, order),
    async cold(order) {
      const { context, page } = await open();
      const { milliseconds, assertions } = await sign(page, { ...order, count: 1 });
      await context.close();
      return { cold: milliseconds, assertions };
    },
    async stop() {
      await browser.close();
      server.close();
    },
  };
}
