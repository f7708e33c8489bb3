// The example embedded-signing in Node: a person signs on the pages of a site.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CLIENT, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { settings, start } from "../harness/start_example.mjs";
import { survivesOddTargets } from "../harness/odd_targets.mjs";

let emulator;
let site;
let origin;
before(async () => {
  emulator = await startEmulator();
  site = start("embedded-signing", "node", ["src/server.js"], { ...settings(emulator, CLIENT, user(2)), PORT: "0" });
  [, origin] = await site.heard(/^listening on (\S+)$/);
});
after(() => {
  site.stop();
  emulator.stop();
});

const order = (name) =>
  fetch(`${origin}/sign`, {
    method: "POST",
    body: new URLSearchParams({ name, email: "sue@customer.example" }),
    redirect: "manual",
  });
const text = async (url) => (await fetch(url)).text();

test("without consent the visitor sees nothing of it, and the terminal has the link", async () => {
  const response = await order("Sue");
  assert.equal(response.status, 503);
  assert.ok(!(await response.text()).includes("oauth"));
  const [, url] = await site.heard(/Open this once, as user \S+: (\S+)/);
  await emulator.clickConsent(url, user(2));
});

test("a person without an account signs, and comes back", async () => {
  const response = await order("Sue Signer");
  assert.equal(response.status, 303);
  const page = response.headers.get("location");
  assert.ok(page.startsWith(`${emulator.origin}/Signing/`));
  const returned = await emulator.click(page, { decision: "finish" });
  assert.ok(returned.startsWith(`${origin}/signed?order=`) && returned.endsWith("&event=signing_complete"), returned);
  const thanks = await text(returned);
  assert.match(thanks, /<h1>Signed<\/h1>/);
  const contract = await fetch(origin + thanks.match(/href="(\/contract[^"]*)"/)[1]);
  assert.equal(contract.headers.get("content-type"), "application/pdf");
  assert.match(Buffer.from(await contract.arrayBuffer()).toString("latin1"), /^%PDF-[\s\S]*The one party delivers/);
  assert.deepEqual(await emulator.mail(), [], "nobody gets an e-mail");
});

test("the address is not believed: only Docusign says that it is signed", async () => {
  const page = (await order("Lee Later")).headers.get("location");
  const returned = await emulator.click(page, { decision: "later" });
  assert.ok(returned.endsWith("&event=cancel"));
  const forged = returned.replace("event=cancel", "event=signing_complete");
  const not = await text(forged);
  assert.match(not, /Not signed yet/);
  // The first address is used up; the site makes a new one.
  const again = await fetch(origin + not.match(/href="(\/again[^"]*)"/)[1], { redirect: "manual" });
  const url = again.headers.get("location");
  assert.notEqual(url, page);
  assert.match(await text(await emulator.click(url, { decision: "decline", reason: "no" })), /Declined/);
  assert.equal((await fetch(`${origin}/signed?order=nobody`)).status, 404);
});

test("it lives on after odd requests, and a form without a name or an address is refused", async () => {
  await survivesOddTargets(origin);
  for (const form of [{}, { name: "Sue" }, { email: "sue@customer.example" }, { name: "", email: "" }]) {
    const response = await fetch(`${origin}/sign`, { method: "POST", body: new URLSearchParams(form) });
    assert.equal(response.status, 400, JSON.stringify(form));
  }
});

test("an order is for those who have its number", async () => {
  for (const path of ["/contract", "/contract?order=", "/contract?order=constructor", "/again?order=1", "/signed"]) {
    assert.equal((await fetch(origin + path)).status, 404, path);
  }
});

test("one exchange was enough for all of it", async () => {
  const minted = (await emulator.exchanges()).filter(({ status }) => status === 200);
  assert.equal(minted.length, 1);
});
