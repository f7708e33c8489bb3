// The example of a page, in Chromium: a consent link there and back, an assertion taken apart, a token of the emulator.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { signAssertion } from "docusign-jwt";
import { chromium } from "playwright-core";
import { survivesOddTargets } from "../harness/odd_targets.mjs";
import { start } from "../harness/start_example.mjs";
import { CLIENT, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";

const { CHROME } = process.env;
if (!CHROME) throw new Error("CHROME names no program; run this by cargo xtask test");

let emulator;
let server;
let browser;
let origin;
let page;
let failures;
before(async () => {
  emulator = await startEmulator();
  server = start("browser", "node", ["serve.mjs"], { PORT: "0" });
  [, origin] = await server.heard(/^listening on (http\S+)/);
  browser = await chromium.launch({ executablePath: CHROME, args: ["--no-sandbox"] });
});
after(async () => {
  await browser.close();
  server.stop();
  emulator.stop();
});
beforeEach(async () => {
  page = await browser.newPage();
  failures = [];
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (message) => message.type() === "error" && failures.push(message.text()));
  await page.goto(origin);
});
afterEach(async () => {
  await page.close();
  await emulator.reset();
});

async function submit(form, fields) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${form} [name=${name}]`).fill(value);
  await page.locator(`#${form} button`).click();
  const output = page.locator(`#${form} output`);
  await output.filter({ hasNotText: /^…?$/ }).waitFor();
  return output.textContent();
}

test("a consent link, there and back; the code does not stay in the address", async () => {
  await emulator.addRedirectUri(CLIENT, `${origin}/`);
  const link = await submit("consent", { clientId: CLIENT, environment: emulator.origin });
  assert.equal(new URL(link).searchParams.get("redirect_uri"), `${origin}/`);
  assert.ok(new URL(link).searchParams.get("state").length >= 22);
  await page.goto(await emulator.clickConsent(link, user(1)));
  assert.match(await page.locator("#landed").textContent(), /^Consent was given/);
  assert.equal(page.url(), `${origin}/`);
  const fields = { authServer: emulator.origin, clientId: CLIENT, userId: user(1), privateKey: pem() };
  assert.match(await submit("token", fields), /^A token for Ann Admin, until /);
  assert.deepEqual(failures, []);
});

test("a denial, and a state that this tab has not sent", async () => {
  await emulator.addRedirectUri(CLIENT, `${origin}/`);
  const link = await submit("consent", { clientId: CLIENT, environment: emulator.origin });
  await page.goto(await emulator.clickConsent(link, user(1), "deny"));
  assert.match(await page.locator("#landed").textContent(), /^consent_denied/);
  await page.goto(`${origin}/?code=x&state=y`);
  assert.match(await page.locator("#landed").textContent(), /^state_mismatch/);
});

test("an assertion is taken apart, and what is wrong with it is said", async () => {
  const environment = "demo";
  const assertion = signAssertion({ clientId: CLIENT, userId: user(1), privateKey: pem(), environment, now: Date.now() - 3_600_000 });
  const text = await submit("assertion", { assertion });
  assert.ok(text.includes(`"sub": "${user(1)}"`));
  assert.match(text, /⚠ exp was \d+ s ago/);
  assert.match(await submit("assertion", { assertion: "a.b" }), /^option_invalid/);
});

test("a key goes to no server but one on this machine", async () => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const fields = { clientId: CLIENT, userId: user(1), privateKey: pem() };
  for (const authServer of ["https://account-d.docusign.com", "https://evil.example", "http://127.0.0.1:1@evil.example"]) {
    assert.match(await submit("token", { ...fields, authServer }), /^This part works with an emulator/);
  }
  assert.deepEqual(asked, []);
  const consent = await submit("token", { ...fields, authServer: emulator.origin });
  assert.match(consent, /^Nobody has consented yet/);
});

test("in production the link leads to production", async () => {
  const link = await submit("consent", { clientId: CLIENT, environment: "production" });
  assert.ok(link.startsWith("https://account.docusign.com/oauth/auth?"));
  assert.match(await submit("consent", { clientId: "x" }), /^client_id_invalid/);
});

test("the server serves the page and the package, and nothing else", async () => {
  for (const path of [
    "/serve.mjs",
    "/package.json",
    "/docusign-jwt/../serve.mjs",
    "/docusign-jwt/%2e%2e/serve.mjs",
    "/docusign-jwt/package.json",
  ]) {
    assert.equal((await fetch(origin + path)).status, 404, path);
  }
});

test("the server lives on after odd requests", () => survivesOddTargets(origin));
