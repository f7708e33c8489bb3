// The example consent-redirect in workerd: a browser goes to Docusign and comes back.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { CLIENT, ORGANIZATION, account, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";
import { settings } from "../harness/start_example.mjs";
import { survivesOddTargets } from "../harness/odd_targets.mjs";

let emulator;
let worker;
before(async () => {
  emulator = await startEmulator();
  const entry = new URL("../../../examples/consent-redirect/src/index.js", import.meta.url).pathname;
  worker = await startWorker(entry, {
    ...settings(emulator, CLIENT),
    DOCUSIGN_CLIENT_SECRET: "emulator-secret-1",
    COOKIE_SECRET: "0123456789abcdef0123456789abcdef",
  });
});
after(() => {
  worker.stop();
  emulator.stop();
});
afterEach(() => emulator.reset());

/** The browser is sent to Docusign with a cookie. */
async function connect(path) {
  const response = await fetch(worker.origin + path, { redirect: "manual" });
  assert.equal(response.status, 302);
  const set = response.headers.get("set-cookie");
  assert.match(set, /; Path=\/callback; HttpOnly; SameSite=Lax$/);
  return { url: response.headers.get("location"), cookie: set.split(";")[0] };
}

/** The browser comes back from Docusign to the redirect URI, which is this Worker. */
async function back(location, cookie) {
  const { search } = new URL(location);
  const headers = cookie === undefined ? {} : { cookie: `other=1; ${cookie}` };
  const response = await fetch(`${worker.origin}/callback${search}`, { headers });
  return { status: response.status, html: await response.text(), set: response.headers.get("set-cookie") };
}

test("a user connects, and the product can act as this user", async () => {
  const { url, cookie } = await connect("/connect");
  const asked = new URL(url).searchParams;
  assert.equal(asked.get("scope"), "signature impersonation openid");
  assert.ok(asked.get("state").length >= 22);
  const { status, html, set } = await back(await emulator.clickConsent(url, user(2)), cookie);
  assert.equal(status, 200, html);
  assert.match(html, new RegExp(`We can act as Bob Member \\(${user(2)}\\)`));
  assert.ok(html.includes(account(1)) && html.includes(account(2)));
  assert.match(set, /^connecting=; Max-Age=0/);
});

test("an administrator connects an organization", async () => {
  const { url, cookie } = await connect("/connect-organization");
  const asked = new URL(url).searchParams;
  assert.deepEqual([asked.get("scope"), asked.get("admin_consent_scope")], ["openid", "signature impersonation"]);
  assert.equal(asked.get("prompt"), "login");
  const { status, html } = await back(await emulator.clickConsent(url, user(1)), cookie);
  assert.equal(status, 200, html);
  assert.ok(html.includes(ORGANIZATION));
});

test("who declines is told so", async () => {
  const { url, cookie } = await connect("/connect");
  const { status, html } = await back(await emulator.clickConsent(url, user(2), "deny"), cookie);
  assert.deepEqual([status, /You declined/.test(html)], [403, true]);
});

test("a redirect that did not begin in this browser is refused, and its code not used", async () => {
  const { url, cookie } = await connect("/connect");
  const other = await connect("/connect");
  const landed = await emulator.clickConsent(url, user(2));
  const [, value] = cookie.split(/=(.*)/s);
  const [data, signature] = value.split(".");
  const forged = Buffer.from(JSON.stringify({ state: new URL(landed).searchParams.get("state"), kind: "user", until: 9e15 }));
  const cookies = {
    none: undefined,
    "of another start": other.cookie,
    "with a signature of other data": `connecting=${forged.toString("base64")}.${signature}`,
    "without a signature": `connecting=${forged.toString("base64")}`,
    "with a signature that is none": `connecting=${data}.!`,
  };
  for (const [which, presented] of Object.entries(cookies)) {
    const { status, html } = await back(landed, presented);
    assert.deepEqual([status, /did not begin here/.test(html)], [400, true], which);
  }
  assert.deepEqual(await emulator.exchanges(), []);
  assert.equal((await back(landed, cookie)).status, 200, "the right one still works");
  assert.equal((await back(landed, cookie)).status, 502, "but its code only once");
});

test("it lives on after odd requests, and knows no other pages", async () => {
  await survivesOddTargets(worker.origin, { home: { "https:nothing": 200, nothing: 200 } });
  assert.equal((await fetch(`${worker.origin}/?x=1`)).status, 200);
});
