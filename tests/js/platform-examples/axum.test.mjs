// The web service on axum, built natively and run as its README says.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { after, afterEach, before, test } from "node:test";
import { CLIENT, account, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { settings } from "../harness/start_example.mjs";
import { sendEnvelope } from "../harness/envelope.mjs";

const root = new URL("../../../", import.meta.url).pathname;
let emulator;
let service;
let address;

const RUN = ["run", "--quiet", "--package", "docusign-jwt-axum-example"];
const variables = () => ({ ...process.env, ...settings(emulator, CLIENT, user(1)), LISTEN: "127.0.0.1:0" });

before(async () => {
  emulator = await startEmulator();
  service = spawn("cargo", RUN, { cwd: root, env: variables(), stdio: ["ignore", "pipe", "inherit"] });
  service.once("close", (code) => code && console.error(`the service ended with ${code}`));
  const [line] = await once(createInterface({ input: service.stdout }), "line");
  address = line.replace("listening on ", "");
});
after(() => {
  service?.kill();
  emulator.stop();
});
afterEach(() => emulator.reset());

const envelopes = () => fetch(`${address}/envelopes`, { redirect: "manual" });

test("a visitor is led to the consent page, and then gets the envelopes", async () => {
  const first = await envelopes();
  assert.equal(first.status, 303);
  await emulator.clickConsent(first.headers.get("location"), user(1));
  const id = await sendEnvelope(emulator, account(1), user(1));
  const answer = await envelopes();
  assert.equal(answer.status, 200);
  const { envelopes: list } = await answer.json();
  assert.deepEqual(
    list.map(({ envelopeId, emailSubject }) => [envelopeId, emailSubject]),
    [[id, "Please sign"]],
  );
});

test("visitors at once share one token; one who leaves takes nothing with him", async () => {
  await emulator.consent(CLIENT, user(1));
  await emulator.revokeTokens();
  await emulator.faults({ path: "/oauth/token", latencyMs: 300 });
  const hasty = fetch(`${address}/envelopes`, { signal: AbortSignal.timeout(100) });
  const patient = Array.from({ length: 100 }, envelopes);
  await assert.rejects(hasty);
  const statuses = await Promise.all(patient.map(async (answer) => (await answer).status));
  assert.deepEqual(new Set(statuses), new Set([200]));
  assert.ok((await emulator.exchanges()).length <= 2);
});

test("what Docusign refuses is told", async () => {
  await emulator.consent(CLIENT, user(1));
  await emulator.faults({ path: "/restapi", kind: "redirect" });
  const answer = await envelopes();
  assert.equal(answer.status, 502);
  assert.match(await answer.text(), /redirect/);
});

test("the whole service has under 60 lines", () => {
  const lines = readFileSync(`${root}examples/axum/src/main.rs`, "utf8").trim().split("\n");
  assert.ok(lines.length < 60, `${lines.length}`);
});

test("the key may be in a file; what is missing or cannot be read is named", async () => {
  const start = (more) => spawn("cargo", RUN, { cwd: root, env: { ...variables(), DOCUSIGN_PRIVATE_KEY: "", ...more } });
  const other = start({ DOCUSIGN_PRIVATE_KEY_FILE: `${root}emulator/fixtures/integration.pem` });
  const [line] = await once(createInterface({ input: other.stdout }), "line");
  other.kill();
  assert.match(line, /^listening on /);
  for (const [more, message] of [
    [{}, /DOCUSIGN_PRIVATE_KEY is not set\./],
    [{ DOCUSIGN_CLIENT_ID: "" }, /DOCUSIGN_CLIENT_ID and DOCUSIGN_PRIVATE_KEY are not set\./],
    [{ DOCUSIGN_PRIVATE_KEY_FILE: "no.pem" }, /DOCUSIGN_PRIVATE_KEY_FILE: no\.pem cannot be read/],
  ]) {
    const child = start(more);
    let said = "";
    child.stderr.on("data", (text) => (said += text));
    const [status] = await once(child, "close");
    assert.equal(status, 1, said);
    assert.match(said, message);
  }
});
