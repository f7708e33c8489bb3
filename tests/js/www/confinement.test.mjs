// What somebody pastes cannot leave: the policy, the requests that were made, the ways out that were tried.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { after, before, test } from "node:test";
import { LATER, site } from "../../../www/site.mjs";
import { CLIENT, user } from "../../../runtimes/emulator.mjs";
import { survivesOddTargets } from "../harness/odd_targets.mjs";
import { isKept, plainHost, startWorkbench, walkToTheEnd } from "./workbench.mjs";

let workbench;
before(async () => (workbench = await startWorkbench()));
after(() => workbench.stop());

const WAYS = 7;

test("the policy is strict, by header and in the page", async () => {
  const response = await fetch(workbench.origin);
  const policy = response.headers.get("content-security-policy");
  const directives = Object.fromEntries(policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]));
  assert.deepEqual(directives, {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
  });
  const html = await response.text();
  assert.ok(html.includes(`content="${policy.replace("; frame-ancestors 'none'", "")}"`));
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  for (const [path, type] of [
    ["app/main.js", "text/javascript"],
    ["style/base.css", "text/css"],
    ["icon.svg", "image/svg+xml"],
  ]) {
    const file = await fetch(`${workbench.origin}/${path}`);
    assert.ok(file.headers.get("content-type").startsWith(type), path);
    assert.equal(file.headers.get("content-security-policy"), policy);
  }
  for (const path of ["nothing", "../package.json", "%2e%2e/package.json"]) {
    assert.equal((await fetch(`${workbench.origin}/${path}`)).status, 404, path);
  }
  assert.equal((await fetch(workbench.origin, { method: "POST" })).status, 405);
});

test("its server lives on after odd requests", () => survivesOddTargets(workbench.origin));

test("with the local Docusign, the page may speak to it and to nobody else", async () => {
  const files = site({ emulator: "http://127.0.0.1:4321/" });
  const html = String(files.get("index.html"));
  const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
  assert.match(policy, /; connect-src http:\/\/127\.0\.0\.1:4321;/);
  assert.ok(String(files.get("callback.html")).includes("connect-src 'none'"));
});

test("no panel makes a request: none with key bytes, none to a foreign origin", async () => {
  // The page brings the emulator's own keys, which are public. This one is somebody's.
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" });
  const { requests } = workbench;
  requests.length = 0;
  const page = await workbench.open("key");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await isKept(page, ["icon.svg"]);
  await page.waitForLoadState("networkidle");
  const loaded = requests.length;
  assert.ok(loaded > 10, `${loaded}`);
  assert.deepEqual(
    requests.filter(({ url }) => LATER.some((path) => url.includes(path))),
    [],
    "nothing but the panel Try it needs the emulator",
  );
  await page.fill("#key-text", pem);
  await page.waitForSelector("#key-result .good");
  for (const panel of ["Assertion", "Consent", "Errors", "Check"]) await page.click(`nav >> text=${panel}`);
  await page.fill("#client-id", CLIENT);
  await page.fill("#user-id", user(1));
  await page.click("nav >> text=Assertion");
  await page.waitForSelector("#assertion-result .good");
  const assertion = await page.textContent("#assertion-result .copyable code");
  await page.fill("#inspect-text", assertion);
  await page.waitForSelector("#inspect-result .good");
  await page.click("nav >> text=Errors");
  await page.fill("#error-text", '{"error":"consent_required"}');
  await page.waitForTimeout(300);
  // Chromium asks for the icon again, from the cache, whenever the address changes.
  const later = requests.slice(loaded).map(({ url }) => url);
  assert.deepEqual(
    later.filter((url) => url !== `${workbench.origin}/icon.svg`),
    [],
  );
  // The panel Try it asks for the emulator, and for nothing else.
  await page.click("nav >> text=Try it");
  await walkToTheEnd(page);
  await isKept(page, LATER);
  const asked = new Set(requests.slice(loaded).map(({ url }) => url.slice(workbench.origin.length + 1)));
  asked.delete("icon.svg");
  assert.deepEqual([...asked].sort(), LATER);
  const { d, p, q } = privateKey.export({ format: "jwk" });
  const secrets = [...pem.split("\n").slice(1, -2), d, p, q, assertion].map((text) => text.slice(4, 44));
  for (const { url, body, headers } of requests) {
    assert.equal(new URL(url).origin, workbench.origin);
    for (const secret of secrets) assert.ok(!`${url}${body}${headers}`.includes(secret), url);
  }
  // Nor is it stored.
  const stored = await page.evaluate(async () => {
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const response of await cache.matchAll()) texts.push(await response.text());
    }
    texts.push(JSON.stringify(await indexedDB.databases()));
    return texts.join("\n");
  });
  for (const secret of secrets) assert.ok(!stored.includes(secret));
  await page.context().close();
});

/** Presses the button, and returns what the page says of each way; and what arrived at the trap. */
async function prove(page) {
  await page.click("#proof-run");
  await page.waitForFunction((ways) => document.querySelectorAll("#proof-list li").length === ways, WAYS);
  const arrived = (await workbench.trap.caught()).filter((path) => path.startsWith("/workbench-proof/"));
  await workbench.trap.empty();
  return { outcomes: await page.locator("#proof-list span").allInnerTexts(), arrived };
}

test("the page proves that every way out is stopped, and nothing arrives", async () => {
  const page = await workbench.open("key");
  const { outcomes, arrived } = await prove(page);
  for (const outcome of outcomes) assert.match(outcome, /^stopped by (connect-src|img-src|script-src-elem)$/);
  assert.equal(await page.innerText("#policy-words"), "connect-src 'none'");
  assert.deepEqual(arrived, []);
  await page.context().close();
});

test("a form that a script sends is stopped too", async () => {
  const page = await workbench.open("key");
  const stopped = await page.evaluate(async () => {
    const heard = new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
    });
    const form = document.createElement("form");
    Object.assign(form, { action: "https://example.com/workbench-proof/form", method: "post" });
    document.body.append(form);
    form.submit();
    return heard;
  });
  assert.equal(stopped, "form-action");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.ok(!(await workbench.trap.caught()).includes("/workbench-proof/form"));
  await page.context().close();
});

test("the meta element is enough: the same on a host that sends no header", async (t) => {
  const plain = await plainHost(site());
  t.after(plain.stop);
  const page = await workbench.open("key", { origin: plain.origin });
  const { outcomes, arrived } = await prove(page);
  for (const outcome of outcomes) assert.match(outcome, /^stopped/);
  assert.deepEqual(arrived, []);
  await page.context().close();
});

test("the trap and the proof tell when there is no policy", async (t) => {
  const files = site();
  files.set("index.html", Buffer.from(String(files.get("index.html")).replace("connect-src 'none'", "connect-src *")));
  const plain = await plainHost(files);
  t.after(plain.stop);
  const page = await workbench.open("key", { origin: plain.origin });
  const { outcomes, arrived } = await prove(page);
  assert.equal(outcomes[0], "NOT STOPPED");
  assert.ok(arrived.includes("/workbench-proof/"), "the trap caught nothing");
  assert.ok(arrived.includes("/workbench-proof/beacon"));
  await page.context().close();
});
