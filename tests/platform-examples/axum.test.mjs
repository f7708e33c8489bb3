// The web service on axum, built natively and run as its README says.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { after, afterEach, before, test } from "node:test";
import { CLIENT, account, startEmulator, user } from "../../runtimes/emulator.mjs";
import { settings } from "../examples/start.mjs";
import { sendEnvelope } from "./envelope.mjs";

const root = new URL("../../", import.meta.url).pathname;
let emulator;
let service;
let address;

before(async () => {
  emulator = await startEmulator();
  const env = { ...process.env, ...settings(emulator, CLIENT, user(1)), LISTEN: "127.0.0.1:0" };
  const args = ["run", "--quiet", "--package", "docusign-jwt-axum-example"];
  service = spawn("cargo", args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
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
