// The static site from a plain file server, with no process beside it: the emulator in the page, by clicking.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { LATER } from "../../../www/site.mjs";
import { decide, isKept, plainHost, press, startWorkbench, step, walkToTheEnd } from "./workbench.mjs";

const ROOT = new URL("../../../", import.meta.url).pathname;
const FOLDER = `${ROOT}target/www-site`;
const MINE = { client: "11111111-2222-4333-8444-555555555555", user: "66666666-7777-4888-8999-aaaaaaaaaaaa" };

/** The site as `cargo xtask www --build` writes it. */
function built() {
  rmSync(FOLDER, { recursive: true, force: true });
  execFileSync(process.execPath, [`${ROOT}www/build.mjs`, FOLDER]);
  const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`);
  return new Map(paths.map((path) => [path.slice(FOLDER.length + 1), readFileSync(path)]));
}

let workbench;
let host;
let files;
before(async () => {
  files = built();
  [workbench, host] = await Promise.all([startWorkbench(), plainHost(files)]);
});
after(async () => {
  host.stop();
  await workbench.stop();
});
afterEach(() => assert.deepEqual(workbench.complaints.splice(0), []));

const open = (panel = "try", options = {}) => workbench.open(panel, { origin: host.origin, ...options });

test("the whole flow, without a network after the panel has loaded, and after a reload without one", async (t) => {
  const own = await plainHost(files);
  t.after(own.stop);
  const page = await open("try", { origin: own.origin });
  await isKept(page, LATER);
  own.stop();
  await page.context().setOffline(true);
  await assert.rejects(fetch(own.origin));
  for (const when of ["after the load", "after a reload"]) {
    workbench.requests.length = 0;
    const shown = await walkToTheEnd(page);
    assert.match(shown[0], /A throwaway key pair was made[\s\S]*The emulator in this page knows them/, when);
    assert.match(shown[2], /POST \/oauth\/token[\s\S]*host: account-d\.docusign\.com[\s\S]*400[\s\S]*consent_required/);
    assert.match(shown[3], /was redirected to \/callback\.html with a code and the right state/);
    assert.match(shown[4], /"access_token"[\s\S]*A Bearer token until/);
    assert.match(shown[5], /Ann Admin, with the account Example Ltd at https:\/\/demo\.docusign\.net/);
    assert.match(shown[6], /The account has \d+ users/);
    assert.equal(await page.locator("#try-sequence g.done").count(), 13);
    assert.ok(await page.isDisabled("#try-next"));
    assert.doesNotMatch(await page.innerText("main"), /[\w-]{40,}\.[\w-]{40,}|PRIVATE KEY-----/);
    // The service worker brings the icon and, after a reload, the emulator; it too has no network.
    const asked = workbench.requests.map(({ url }) => url.slice(own.origin.length + 1));
    assert.deepEqual(
      asked.filter((path) => ![...LATER, "icon.svg"].includes(path)),
      [],
    );
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    workbench.complaints.length = 0;
  }
  await page.context().close();
});

test("the flow is about the integration in the settings, in either environment", async () => {
  const page = await open();
  await page.fill("#client-id", MINE.client);
  await page.fill("#user-id", MINE.user);
  await page.fill("#redirect-uri", "https://app.example.com/docusign/callback?tenant=1");
  await page.selectOption("#environment", "production");
  const shown = await walkToTheEnd(page);
  assert.match(shown[1], new RegExp(`${MINE.client}[\\s\\S]*${MINE.user}[\\s\\S]*account\\.docusign\\.com`));
  assert.match(shown[2], new RegExp(`https://account\\.docusign\\.com/oauth/auth\\?\\S*client_id=${MINE.client}`));
  assert.match(shown[3], /was redirected to \/docusign\/callback/);
  assert.match(shown[5], /at https:\/\/na4\.docusign\.net/);
  await page.context().close();
});

test("a refused consent is explained, and can be asked for again at once; so is a page that was closed", async () => {
  const page = await open();
  for (const number of [1, 2, 3]) await press(page, number);
  await decide(page, "No Thanks");
  await page.waitForSelector("#try-steps > li:nth-child(4).failed");
  assert.match(await step(page, 4).innerText(), /consent_denied/);
  assert.equal(await page.innerText("#try-next"), "Open the consent page again");
  await page.click("#try-next");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#try-steps > li:nth-child(4).failed");
  assert.match(await step(page, 4).innerText(), /closed without a decision/);
  await decide(page, "Allow Access");
  await page.waitForSelector("#try-steps > li:nth-child(4).done");
  assert.doesNotMatch(await step(page, 4).innerText(), /consent_denied|closed/);
  assert.match(await press(page, 5), /A Bearer token until/);
  await page.click("#try-reset");
  assert.equal(await page.innerText("#try-next"), "Register the key");
  await press(page, 1);
  await page.context().close();
});

test("who consents is chosen: the consent of somebody else does not help", async () => {
  const page = await open();
  for (const number of [1, 2, 3]) await press(page, number);
  await page.click("#try-next");
  const dialog = page.locator("dialog");
  assert.match(await dialog.innerText(), /https:\/\/account-d\.docusign\.com\/oauth\/auth[\s\S]*Contract Robot asks[\s\S]*impersonation/);
  assert.equal(await dialog.getAttribute("aria-label"), "Log in and consent");
  await page.selectOption("dialog select", { label: "Bob Member (bob@example.com)" });
  await page.click("dialog >> text=Allow Access");
  await page.waitForSelector("#try-steps > li:nth-child(4).done");
  assert.match(await press(page, 5, "failed"), /consent_required/);
  await page.context().close();
});

test("what goes wrong is explained with its causes", async () => {
  const page = await open();
  for (const [mishap, words, outcome] of [
    ["key", /no_valid_keys_or_signatures[\s\S]*private key does not belong/, "failed"],
    ["user", /user_not_found/, "failed"],
    ["clock", /no_valid_keys_or_signatures[\s\S]*consent_required[\s\S]*The clock is fast/, "done"],
  ]) {
    await page.selectOption("#mishap", mishap);
    for (const number of [1, 2]) await press(page, number);
    assert.match(await press(page, 3, outcome), words, mishap);
  }
  await page.selectOption("#mishap", "none");
  await page.fill("#user-id", "ann@example.com");
  assert.match(await press(page, 1, "failed"), /user_id_is_email/);
  await page.context().close();
});

test("with a key of one's own, its public half is registered", async () => {
  const page = await open("key");
  await page.click("#key-throwaway");
  await page.waitForSelector("#key-result .plain");
  await page.click("nav >> text=Try it");
  assert.match(await press(page, 1), /public half of your key was registered/);
  await press(page, 2);
  assert.match(await press(page, 3), /consent_required/);
  await page.context().close();
});

test("ten loads in a row work, and so do their mishaps", async () => {
  for (let load = 1; load <= 10; load += 1) {
    const page = await open();
    if (load % 2 === 0) await page.selectOption("#mishap", "key");
    for (const number of [1, 2]) await press(page, number);
    const told = await press(page, 3, load % 2 === 0 ? "failed" : "done");
    assert.match(told, load % 2 === 0 ? /no_valid_keys_or_signatures/ : /consent_required/, `load ${load}`);
    await page.context().close();
  }
});

test("an emulator that does not load is told, and loads at the next try", async () => {
  const page = await open("key", { serviceWorkers: "block" });
  await page.route("**/emulator/main.js*", (route) => route.abort());
  await page.click("nav >> text=Try it");
  assert.match(await press(page, 1, "failed"), /The emulator did not load[\s\S]*Check the network/);
  workbench.complaints.length = 0;
  await page.unroute("**/emulator/main.js*");
  await press(page, 1);
  await page.context().close();
});
