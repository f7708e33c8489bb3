// The example of a server, in Bun.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isClosed, loggedIn, refusesStrangers } from "../harness/password.mjs";
import { survivesOddTargets } from "../harness/odd_targets.mjs";
import { settings, start } from "../harness/start_example.mjs";
import { CLIENT, account, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { sendEnvelope } from "../harness/envelope.mjs";

let emulator;
let server;
let origin;
before(async () => {
  emulator = await startEmulator();
  server = start("bun-server", "bun", ["server.js"], { ...settings(emulator, CLIENT, user(1)), PORT: "0" });
  [, origin] = await server.heard(/^listening on (http\S+)/);
});
after(() => {
  server.stop();
  emulator.stop();
});

const json = async (path) => {
  const response = await fetch(origin + path, { headers: loggedIn });
  return [response.status, await response.json()];
};

const GUARDED = ["/", "/waiting", "/documents/11111111-2222-4333-8444-555555555555"];

test("without the password there is nothing to see, and Docusign is asked for nothing", async () => {
  await emulator.consent(CLIENT, user(1));
  for (const path of GUARDED) await refusesStrangers((headers) => fetch(origin + path, { headers }));
  assert.deepEqual(await emulator.log(), []);
  await emulator.revoke(CLIENT, user(1));
});

test("where no password is set, nobody gets in", async (t) => {
  const closed = start("bun-server", "bun", ["server.js"], { ...settings(emulator, CLIENT, user(1)), PORT: "0", APP_PASSWORD: "" });
  t.after(() => closed.stop());
  const [, address] = await closed.heard(/^listening on (http\S+)/);
  for (const path of GUARDED) await isClosed((headers) => fetch(address + path, { headers }));
});

test("it lives on after odd requests", async () => {
  await survivesOddTargets(origin, { headers: loggedIn, home: { "http://[/": 403 } });
});

test("consent, then who, what waits, and its documents", async () => {
  const [status, { code, consentUrl }] = await json("/");
  assert.deepEqual([status, code], [403, "consent_required"]);
  const landed = await emulator.clickConsent(consentUrl, user(1));
  assert.equal((await fetch(`${origin}/callback${new URL(landed).search}`)).status, 200);
  assert.deepEqual((await json("/callback?error=access_denied"))[1].code, "consent_denied");

  assert.deepEqual(await json("/"), [200, { name: "Ann Admin", email: "ann@example.com", account: "Example Ltd" }]);
  assert.deepEqual(await json("/waiting"), [200, []]);
  const envelopeId = await sendEnvelope(emulator, account(1), user(1));
  assert.deepEqual(await json("/waiting"), [200, [{ envelopeId, emailSubject: "Please sign", status: "sent" }]]);
  const document = await fetch(`${origin}/documents/${envelopeId}`, { headers: loggedIn });
  assert.equal(document.headers.get("content-type"), "application/pdf");
  assert.ok((await document.arrayBuffer()).byteLength > 0);
  const [outside, { code: why }] = await json("/documents/..%2f..%2fusers");
  assert.deepEqual([outside, why], [502, "url_not_allowed"]);
  assert.equal((await fetch(`${origin}/other`)).status, 404);
  const [first] = (await emulator.exchanges()).filter((entry) => entry.status === 200);
  assert.match(first.agent, /^Bun\//);
});
