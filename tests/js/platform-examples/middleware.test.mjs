// The example of middleware, bundled for the edge runtime and called with requests.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { promisify } from "node:util";
import { PASSWORD, STRANGERS, loggedIn } from "../harness/password.mjs";
import { settings } from "../harness/start_example.mjs";
import { CLIENT, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { forEdge } from "../runtimes/bundles.mjs";

const path = (relative) => new URL(relative, import.meta.url).pathname;
let emulator;
let folder;
let bundle;
before(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "docusign-jwt-middleware-"));
  const environment = { "process.env": "globalThis.environmentOfThePlatform" };
  bundle = await forEdge(path("../../../examples/middleware/middleware.js"), folder, environment);
});
after(() => {
  emulator.stop();
  rmSync(folder, { recursive: true });
});
afterEach(() => emulator.reset());

/** What the middleware answers to requests of a browser that is logged in. */
const ask = (...requests) => askAs(requests.map((request) => [...request.split(" "), ...Object.entries(loggedIn)]));

async function askAs(requests, more = {}) {
  const wasm = path("../../../node_modules/docusign-jwt/core.wasm");
  const env = { ...process.env, ...settings(emulator, CLIENT, user(1)), ...more };
  requests = requests.map((request) => JSON.stringify(request));
  const { stdout } = await promisify(execFile)(process.execPath, [path("edge.mjs"), bundle, wasm, ...requests], { env });
  return JSON.parse(stdout);
}

test("the bundle has the edge loader, and no bytes of WebAssembly", () => {
  const text = readFileSync(bundle, "utf8");
  assert.ok(text.includes("compiledByThePlatform"));
  assert.ok(text.length < 200_000, `${text.length}`);
});

test("it answers for its own paths, and only for them", async () => {
  await emulator.consent(CLIENT, user(1));
  const { config, answers } = await ask(
    "GET https://app.example.com/",
    "GET https://app.example.com/api/docusign/me",
    "GET https://app.example.com/api/docusign/envelopes?from=2026-01-01",
    "GET https://app.example.com/api/docusign/toString",
    "POST https://app.example.com/api/docusign/me",
  );
  assert.deepEqual(config, { matcher: "/api/docusign/:path*" });
  const [page, me, envelopes, unknown, post] = answers;
  assert.equal(page, null);
  assert.deepEqual([me.status, me.body.email], [200, "ann@example.com"]);
  assert.deepEqual([envelopes.status, envelopes.body.resultSetSize], [200, "0"]);
  assert.deepEqual([unknown.status, post.status], [404, 405]);
  assert.equal((await emulator.exchanges()).length, 1, "one token for all");
});

test("without the password it answers nobody, and leaves the pages of the application alone", async () => {
  await emulator.consent(CLIENT, user(1));
  const strangers = Object.values(STRANGERS);
  for (const [password, callers] of [
    [PASSWORD, strangers],
    ["", [...strangers, loggedIn]],
  ]) {
    const requests = ["me", "envelopes", "toString"].flatMap((path) =>
      callers.map((headers) => ["GET", `https://app.example.com/api/docusign/${path}`, ...Object.entries(headers)]),
    );
    const { answers } = await askAs(requests, { APP_PASSWORD: password });
    assert.deepEqual(
      answers.map(({ status }) => status),
      requests.map(() => 401),
    );
  }
  assert.deepEqual(await emulator.exchanges(), []);
  const { answers } = await askAs([["GET", "https://app.example.com/"]]);
  assert.deepEqual(answers, [null]);
});

test("odd addresses are not its own, or not found", async () => {
  const urls = ["//", "//api/docusign/me", "/api/docusign/%", "/api/docusign//me", "/api/docusign/%2e%2e/me", "/api/docusign/\\me"];
  const { answers } = await ask(...urls.map((url) => `GET https://app.example.com${url}`));
  assert.deepEqual(
    answers.map((one) => one?.status),
    [undefined, undefined, 404, 404, undefined, 404],
  );
});

test("without consent it answers with the link, and with no token after it", async () => {
  const { answers } = await ask("GET https://app.example.com/api/docusign/me");
  const [{ status, body }] = answers;
  assert.deepEqual([status, body.code], [403, "consent_required"]);
  await emulator.clickConsent(body.consentUrl, user(1));
  const again = await ask("GET https://app.example.com/api/docusign/me");
  assert.equal(again.answers[0].status, 200);
});
