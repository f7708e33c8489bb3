// The example Worker in Rust, in workerd, and what the library adds to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { CLIENT, account, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";
import { PASSWORD, isClosed, loggedIn, refusesStrangers } from "../harness/password.mjs";
import { sendEnvelope } from "../harness/envelope.mjs";

const built = new URL("../../../target/rust-worker/", import.meta.url);
const entry = new URL("docusign/index.js", built).pathname;
/** What the library may add to a Worker, packed, in bytes. A quarter of it are the texts of errors. */
const MOST = 109_000;

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());
afterEach(() => emulator.reset());

const start = (more) =>
  startWorker(entry, {
    DOCUSIGN_CLIENT_ID: CLIENT,
    DOCUSIGN_USER_ID: user(1),
    DOCUSIGN_PRIVATE_KEY: pem().replaceAll("\n", "\\n"),
    DOCUSIGN_AUTH_SERVER: emulator.origin,
    DOCUSIGN_REDIRECT_URI: "https://example.com/callback",
    APP_PASSWORD: PASSWORD,
    ...more,
  });

/** Runs a test with a Worker of its own. */
const inWorker = (name, run, more) =>
  test(name, async () => {
    const worker = await start(more);
    const visit = (init) => fetch(worker.origin, { headers: loggedIn, redirect: "manual", ...init });
    try {
      await run(visit, worker);
    } finally {
      worker.stop();
    }
  });

inWorker("consent, token, envelopes", async (visit, worker) => {
  const first = await visit();
  assert.equal(first.status, 303);
  const landed = await emulator.clickConsent(first.headers.get("location"), user(1));
  assert.match(landed, /\/callback\?/);
  assert.equal((await fetch(`${worker.origin}/callback`, { headers: loggedIn })).status, 200);
  const id = await sendEnvelope(emulator, account(1), user(1));
  const second = await visit();
  assert.equal(second.status, 200);
  assert.deepEqual(
    (await second.json()).envelopes.map(({ envelopeId }) => envelopeId),
    [id],
  );
  const before = (await emulator.exchanges()).length;
  assert.equal((await visit()).status, 200);
  assert.equal((await emulator.exchanges()).length, before, "the token is kept");
  await refusesStrangers((headers) => visit({ headers }));
});

inWorker("ten at once, none of which waits for another, and one token for all that follow", async (visit) => {
  await emulator.consent(CLIENT, user(1));
  await emulator.faults({ path: "/oauth/token", latencyMs: 200 });
  const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await visit()).status));
  assert.deepEqual(statuses, Array(10).fill(200));
  const exchanges = (await emulator.exchanges()).length;
  assert.ok(exchanges <= 10, `${exchanges}`);
  await Promise.all(Array.from({ length: 10 }, visit));
  assert.equal((await emulator.exchanges()).length, exchanges);
});

inWorker("a visitor who leaves takes nothing with him", async (visit) => {
  await emulator.consent(CLIENT, user(1));
  await emulator.faults({ path: "/oauth/token", latencyMs: 500 });
  const gone = visit({ signal: AbortSignal.timeout(100) });
  const others = Array.from({ length: 5 }, visit);
  await assert.rejects(gone);
  for (const other of others) assert.equal((await other).status, 200);
  assert.equal((await visit()).status, 200);
});

inWorker("revoked tokens are replaced", async (visit) => {
  await emulator.consent(CLIENT, user(1));
  assert.equal((await visit()).status, 200);
  await emulator.revokeTokens();
  assert.equal((await visit()).status, 200);
  assert.equal((await emulator.exchanges()).length, 2);
});

inWorker("redirects, bodies without end and servers that are down end in an error", async (visit) => {
  await emulator.consent(CLIENT, user(1));
  for (const [rule, code] of [
    [{ path: "/oauth/token", kind: "redirect" }, /response_redirected/],
    [{ path: "/oauth/token", kind: "huge" }, /response_too_large/],
    [{ path: "/oauth/token", status: 503 }, /server_error/],
  ]) {
    await emulator.faults(rule);
    const answer = await visit();
    assert.equal(answer.status, 502);
    assert.match(await answer.text(), code);
  }
  await emulator.faults([{ path: "/oauth/token", kind: "cut", times: 1 }]);
  assert.equal((await visit()).status, 200);
});

test("without its password it lets nobody in, and asks Docusign for nothing", async () => {
  await emulator.consent(CLIENT, user(1));
  const worker = await start({ APP_PASSWORD: "" });
  try {
    await isClosed((headers) => fetch(worker.origin, { headers }));
  } finally {
    worker.stop();
  }
  assert.deepEqual(await emulator.exchanges(), []);
});

test("what the library adds to the Worker", () => {
  const read = (name) => readFileSync(new URL(`${name}/worker_bg.wasm`, built));
  const packed = (name) => gzipSync(read(name), { level: 9 }).length;
  const [bare, whole] = [packed("bare"), packed("docusign")];
  console.log(`The Worker has ${whole} bytes packed, ${bare} without docusign-jwt: it adds ${whole - bare}.`);
  assert.ok(whole - bare <= MOST, `${whole - bare} bytes`);
  const exported = (name) => WebAssembly.Module.exports(new WebAssembly.Module(read(name))).map((item) => item.name);
  const known = new Set(exported("bare"));
  const own = exported("docusign").filter((name) => !known.has(name) && !/^__(wbindgen|wasm_bindgen)/.test(name));
  assert.deepEqual(own, [], "the library exports nothing");
});
