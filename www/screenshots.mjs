// Pictures of the workbench for the documentation: cargo xtask www --screenshots
import { mkdirSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { CLIENT, user } from "../runtimes/emulator.mjs";
import { serve } from "./serve.mjs";

const folder = new URL("../docs/screenshots/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const { args } = JSON.parse(readFileSync(new URL("../webdriver.json", import.meta.url)))["goog:chromeOptions"];
const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROME, args });
const desktop = { width: 1200, height: 800 };
const phone = { width: 390, height: 844 };
const pem = readFileSync(new URL("../emulator/fixtures/integration.pem", import.meta.url), "utf8");

async function shot(name, { viewport = desktop, colorScheme = "light", panel, act = () => {}, fullPage = false }) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${server.origin}/#${panel}`);
  await page.waitForSelector("html[data-ready]");
  await act(page);
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: `${folder}${name}.png`, fullPage, animations: "disabled" });
  await context.close();
  console.log(`docs/screenshots/${name}.png`);
}

const identify = async (page) => {
  await page.fill("#client-id", CLIENT);
  await page.fill("#user-id", user(1));
};
const paste = (page) => page.fill("#key-text", `DOCUSIGN_KEY="${pem.replaceAll("\n", "\\n")}"`);
const top = (page) => page.evaluate(() => scrollTo(0, 0));
const explain = (page) => page.click("text=no_valid_keys_or_signatures");
const sign = async (page) => {
  await page.evaluate(() => (location.hash = "key"));
  await paste(page);
  await page.evaluate(() => (location.hash = "assertion"));
  await identify(page);
  await page.waitForSelector("#assertion-result .card");
};
async function walk(page) {
  await page.click("#try-next");
  await page.waitForSelector("#try-steps li:nth-child(1).done");
  await page.click("#try-next");
  await page.waitForSelector("#try-steps li:nth-child(2).done");
  await page.click("#try-next");
  await page.waitForSelector("#try-steps li:nth-child(3).done");
  await page.click("#try-next");
  await page.click("dialog >> text=Allow Access");
  await page.waitForSelector("#try-steps li:nth-child(4).done");
  await page.click("#try-next");
  await page.waitForSelector("#try-steps li:nth-child(5).done");
}

/** Values with a wrong scope. */
const entered = async (page) => {
  await paste(page);
  await page.evaluate((link) => (location.hash = link), `check?clientId=${CLIENT}&userId=${user(1)}&environment=demo`);
  await page.waitForFunction(() => location.hash === "#check");
  await page.fill("#scopes", "signiture impersonation");
  await page.waitForSelector("#scopes-problem:not(:empty)");
};

await shot("key", { panel: "key", act: paste });
await shot("check", { panel: "key", act: entered });
await shot("check-phone", {
  panel: "key",
  viewport: phone,
  act: (page) => entered(page).then(() => top(page)),
});
await shot("assertion", { panel: "assertion", act: sign });
await shot("consent", {
  panel: "consent",
  act: async (page) => {
    await identify(page);
    await top(page);
  },
});
await shot("try", {
  panel: "try",
  act: async (page) => {
    await walk(page);
    await page.evaluate(() => document.querySelector("#try-steps li:nth-child(5)").scrollIntoView({ block: "center" }));
  },
});
await shot("try-dark", {
  panel: "try",
  colorScheme: "dark",
  act: async (page) => {
    await walk(page);
    await top(page);
  },
});
await shot("try-phone", { panel: "try", viewport: phone, act: walk });
await shot("errors-phone", { panel: "errors", viewport: phone, act: explain });
await shot("consent-phone-dark", {
  panel: "consent",
  viewport: phone,
  colorScheme: "dark",
  act: async (page) => {
    await identify(page);
    await page.evaluate(() => document.querySelector("#consent").scrollIntoView());
  },
});
await browser.close();
server.stop();
