// The workbench in Chromium, with a local Docusign, and a trap for whatever tries to reach another place.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { request } from "node:https";
import { chromium } from "playwright-core";
import { serve } from "../../../www/serve.mjs";
import { typeOf } from "../../../www/site.mjs";
import { startEmulator } from "../../../runtimes/emulator.mjs";

const options = JSON.parse(readFileSync(new URL("../../../webdriver.json", import.meta.url)))["goog:chromeOptions"];

export async function startWorkbench({ withEmulator = false } = {}) {
  if (!process.env.CHROME) throw new Error("CHROME names no browser; run this by cargo xtask test www");
  const emulator = withEmulator ? await startEmulator() : undefined;
  const server = await serve({ emulator: emulator?.origin });
  const trap = await startTrap();
  const browser = await chromium.launch({
    executablePath: process.env.CHROME,
    // Every name of the internet leads into the trap.
    args: [...options.args, "--ignore-certificate-errors", `--host-resolver-rules=MAP * 127.0.0.1:${trap.port}, EXCLUDE 127.0.0.1`],
  });
  return new Workbench(browser, server, emulator, trap);
}

class Workbench {
  /** Every request that any page or worker made: url, method, headers, body. */
  requests = [];
  /** What the console and the policy complained about. */
  complaints = [];

  constructor(browser, server, emulator, trap) {
    Object.assign(this, { browser, server, emulator, trap, origin: server.origin });
  }

  /** A fresh browser profile with the page open at a panel. */
  async open(panel = "key", { viewport = { width: 1280, height: 860 }, colorScheme = "light", init, origin = this.origin, ...more } = {}) {
    const context = await this.browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", ...more });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
    context.on("request", (request) => {
      const { 0: url, 1: method, 2: body } = [request.url(), request.method(), request.postData() ?? ""];
      this.requests.push({ url, method, body, headers: JSON.stringify(request.headers()) });
    });
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    if (init) await page.addInitScript(init);
    await page.goto(`${origin}/#${panel}`);
    await page.waitForSelector("html[data-ready]");
    return page;
  }

  async stop() {
    await this.browser.close();
    this.server.stop();
    this.trap.stop();
    this.emulator?.stop();
  }
}

/** Waits until the service worker keeps these files: `waitForFunction` would take a promise for a yes. */
export async function isKept(page, paths) {
  const areThere = async (wanted) => (await Promise.all(wanted.map((path) => caches.match(path)))).every(Boolean);
  for (const begun = Date.now(); !(await page.evaluate(areThere, paths)); await page.waitForTimeout(20)) {
    if (Date.now() - begun > 30_000) throw new Error(`not kept within 30 seconds: ${paths}`);
  }
}

/** A step of the panel Try it. */
export const step = (page, number) => page.locator(`#try-steps > li:nth-child(${number})`);

/** Presses the button of the panel Try it, and returns what a step shows when it has ended so. */
export async function press(page, number, outcome = "done") {
  await page.click("#try-next");
  await page.waitForSelector(`#try-steps > li:nth-child(${number}).${outcome}`);
  return step(page, number).innerText();
}

/** Opens the consent page that the emulator in the page shows, and decides. */
export async function decide(page, button) {
  await page.click("#try-next");
  await page.click(`dialog >> text=${button}`);
  await page.waitForSelector("dialog", { state: "detached" });
}

/** The whole flow with the emulator in the page: what each step showed. */
export async function walkToTheEnd(page) {
  const shown = [];
  for (const number of [1, 2, 3]) shown.push(await press(page, number));
  await decide(page, "Allow Access");
  await page.waitForSelector("#try-steps > li:nth-child(4).done");
  shown.push(await step(page, 4).innerText());
  for (const number of [5, 6, 7]) shown.push(await press(page, number));
  return shown;
}

/** A host that knows of files and types only: path to bytes. `stop()` ends it. */
export async function plainHost(files) {
  const server = createServer(({ url }, response) => {
    const path = new URL(url, "http://local").pathname.slice(1) || "index.html";
    if (!files.has(path)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": typeOf(path) }).end(files.get(path));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}

/**
 * A server for every name of the internet, which remembers the requests that reach it. A connection without a request
 * does not count: Chromium opens one when a form is about to be sent, before the policy stops it.
 */
async function startTrap() {
  // It is called by every name of the internet, which an emulator otherwise refuses; it listens on this machine still.
  const server = await startEmulator("--tls", "--allow-remote");
  const { port } = new URL(server.origin);
  const ask = (method, path) =>
    new Promise((resolve, reject) => {
      const options = { port, host: "127.0.0.1", method, path, rejectUnauthorized: false, agent: false };
      request(options, async (response) => {
        let text = "";
        for await (const data of response) text += data;
        resolve(text);
      })
        .on("error", reject)
        .end();
    });
  return {
    port,
    empty: () => ask("POST", "/__emulator/reset"),
    caught: async () =>
      JSON.parse(await ask("GET", "/__emulator/log"))
        .map(({ path }) => path)
        .filter((path) => !path.startsWith("/__")),
    stop: () => server.stop(),
  };
}
