// The workbench in Chromium, with a local Docusign, and a trap for whatever tries to reach another place.
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { chromium } from "playwright-core";
import { serve } from "../../www/serve.mjs";
import { startEmulator } from "../../runtimes/emulator.mjs";

const options = JSON.parse(readFileSync(new URL("../../webdriver.json", import.meta.url)))["goog:chromeOptions"];

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
  async open(panel = "key", { viewport = { width: 1280, height: 860 }, colorScheme = "light", init, origin = this.origin } = {}) {
    const context = await this.browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
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
