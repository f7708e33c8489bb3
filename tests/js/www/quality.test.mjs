// Fast, usable by keyboard and screen reader, light and dark, on a phone, without a network.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { LATER, site } from "../../../www/site.mjs";
import { serve } from "../../../www/serve.mjs";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";
import { startWorkbench } from "./workbench.mjs";

/**
 * The most that may be sent, in KB packed by gzip: the page's own files, and all with the package and its wasm. The aim
 * for all is 150; what is above it is the core, whose size has a limit of its own. The emulator comes when its panel is opened.
 */
const LIMITS = { own: 40, all: 212, emulator: 450 };

const PANELS = ["key", "assertion", "consent", "errors", "check", "try"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let workbench;
before(async () => (workbench = await startWorkbench()));
after(() => workbench.stop());

const views = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", { viewport: { width: 360, height: 740 } }],
  ["phone, dark", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
  ["the narrowest phone", { viewport: { width: 320, height: 640 } }],
];

/** Fills every panel with something to see. */
async function fill(page, panel) {
  if (panel === "key") {
    await page.click("#proof-run");
    await page.fill("#key-text", pem());
    await page.waitForSelector("#proof-list li:nth-child(7)");
  } else if (panel === "assertion") {
    await page.fill("#client-id", CLIENT);
    await page.fill("#user-id", user(1));
    await page.click("text=Use a throwaway key >> visible=true");
    await page.waitForSelector("#assertion-result .plain");
    await page.fill("#inspect-text", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5AZXhhbXBsZS5jb20ifQ.");
    await page.waitForSelector("#inspect-result .warn");
  } else if (panel === "consent") {
    await page.fill("#redirect-text", "https://example.com/cb?error=access_denied");
    await page.waitForSelector("#redirect-result .bad");
  } else if (panel === "check") {
    await page.click("#scope-picker summary");
    await page.fill("#user-id", "ann@example.com");
    await page.waitForSelector("#user-id-problem:not(:empty)");
    await page.waitForSelector("#check-result .bad");
  } else if (panel === "errors") {
    await page.click("text=no_valid_keys_or_signatures");
    await page.waitForSelector("#error-result .warn");
  } else {
    for (const number of [1, 2, 3]) {
      await page.click("#try-next");
      await page.waitForSelector(`#try-steps > li:nth-child(${number}).done`);
    }
    await page.click("#try-next");
    await page.waitForSelector("dialog[open]");
  }
}

/** Texts that stick out of what may not scroll, or of the screen. What scrolls by itself and what only readers hear may. */
function cutOff() {
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest(".visually-hidden, .skip, svg, option, .scrolls, input, textarea")) continue;
    const { left, right, width } = node.getBoundingClientRect();
    if (width === 0 || getComputedStyle(node).visibility === "hidden") continue;
    if (left < -1 || right > innerWidth + 1) found.push(`${node.nodeName} ${node.id || node.className}: ${left} to ${right}`);
  }
  return found;
}

for (const [name, view] of views) {
  test(`no violation of accessibility, and nothing wider than the screen: ${name}`, async () => {
    for (const panel of PANELS) {
      const page = await workbench.open(panel, view);
      await fill(page, panel);
      await inspect(page, panel);
      if (panel === "try") {
        await page.click("dialog >> text=No Thanks");
        await page.waitForSelector("#try-steps > li:nth-child(4).failed");
        await inspect(page, "try, behind the dialog");
      }
      await page.context().close();
    }
  });
}

async function inspect(page, panel) {
  // axe comes by the debugger, past the policy that keeps scripts out.
  const { violations, passes } = await page.evaluate(`(() => { ${axe}; })(); axe.run()`);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`);
  assert.deepEqual(told, [], panel);
  assert.ok(passes.length > 15, `${panel}: ${passes.length}`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(width <= 0, `${panel} is ${width} px too wide`);
  assert.deepEqual(await page.evaluate(cutOff), [], `${panel}: cut off`);
}

test("the page for those who come back has no violation", async () => {
  const page = await workbench.open("key");
  await page.goto(`${workbench.origin}/callback.html?code=abc&state=x`);
  const { violations } = await page.evaluate(`(() => { ${axe}; })(); axe.run()`);
  assert.deepEqual(
    violations.map(({ id }) => id),
    [],
  );
  assert.equal(new URL(page.url()).search, "");
  await page.context().close();
});

test("nothing moves while it loads, in any panel, wide and narrow", async () => {
  const init = () => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        globalThis.shifts.push([entry.value, entry.sources.map(({ node }) => node?.id || node?.className || node?.nodeName)]);
      }
    }).observe({ type: "layout-shift", buffered: true });
  };
  for (const viewport of [
    { width: 1280, height: 860 },
    { width: 360, height: 740 },
  ]) {
    for (const panel of PANELS) {
      const page = await workbench.open(panel, { viewport, init });
      await page.waitForTimeout(300);
      assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], `${panel} at ${viewport.width}`);
      await page.context().close();
    }
  }
});

test("by keyboard alone: skip, choose a panel, make a key, forget it", async () => {
  const page = await workbench.open("");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "key-text");
  for (const id of ["key-file-button", "key-throwaway", "key-pair"]) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(outline, "solid");
  }
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#key-result .plain");
  await page.waitForFunction(() => document.querySelector("#announcer").textContent.includes("throwaway"));
  // What the button did has the focus; the way back is short.
  assert.equal(await page.evaluate(() => document.activeElement.closest(".result")?.id), "key-result");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "key-forget");
  await page.keyboard.press("Space");
  assert.equal(await page.innerText("#held"), "No key");
  assert.equal(await page.evaluate(() => document.activeElement.id), "key-text");
  await page.context().close();
});

test("it opens without a network, and its panels work", async () => {
  const server = await serve();
  const page = await workbench.open("key", { origin: server.origin });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  server.stop();
  await assert.rejects(fetch(server.origin));
  await page.goto(`${server.origin}/#key`);
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await page.fill("#key-text", pem());
  await page.waitForSelector("#key-result .good");
  await page.click("nav >> text=Assertion");
  await page.fill("#client-id", CLIENT);
  await page.fill("#user-id", user(1));
  await page.waitForSelector("#assertion-result .good");
  await page.context().close();
});

test("every module is asked for at once, and none that is not used", async () => {
  const page = await workbench.open("key");
  const links = await page.locator("link[rel=modulepreload]").evaluateAll((all) => all.map(({ href }) => href));
  const imports = async (path, seen = new Set()) => {
    const url = new URL(path, `${workbench.origin}/`).href;
    if (seen.has(url)) return seen;
    seen.add(url);
    const source = await (await fetch(url)).text();
    for (const [, other] of source.matchAll(/^(?:import|export|\})[^"'\n]*["'](\.{1,2}\/[^"']+)["'];?$/gm))
      await imports(new URL(other, url).href, seen);
    return seen;
  };
  assert.deepEqual(links.sort(), [...(await imports("app/main.js"))].sort());
  await page.context().close();
});

test("what is sent is small", () => {
  const size = { own: 0, all: 0, emulator: 0 };
  for (const [path, bytes] of site()) {
    if (/LICENSE/.test(path)) continue;
    const packed = gzipSync(bytes, { level: 9 }).length / 1024;
    if (LATER.includes(path)) size.emulator += packed;
    else size.all += packed;
    if (!/^docusign-jwt\/|^core-packed|^emulator\//.test(path)) size.own += packed;
  }
  const told = Object.entries(size).map(([what, kilobytes]) => `${what} ${kilobytes.toFixed(1)}`);
  console.log(`KB packed: ${told.join(", ")}`);
  for (const [what, most] of Object.entries(LIMITS)) assert.ok(size[what] <= most, `${what}: ${size[what]} KB`);
});
