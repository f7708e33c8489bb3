// The example of a cron job, as cron runs it: once, to its end.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settings, start } from "../harness/start_example.mjs";
import { CLIENT, account, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { sendEnvelope } from "../harness/envelope.mjs";

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

const job = (more) => start("node-cron", "node", ["remind.js"], { ...settings(emulator, CLIENT, user(1)), ...more }).ended();

test("without consent it fails with the link, then it is silent, then it tells", async () => {
  const refused = await job();
  assert.equal(refused.code, 3);
  const [link] = refused.lines.join("\n").match(/http\S+\/oauth\/auth\S+/);
  await emulator.clickConsent(link, user(1));
  assert.deepEqual(await job(), { code: 0, lines: [] });
  const id = await sendEnvelope(emulator, account(1), user(1));
  assert.deepEqual(await job(), { code: 0, lines: [] }, "it has not waited for three days");
  assert.deepEqual(await job({ WAITING_DAYS: "0" }), { code: 0, lines: [`0 days: Please sign (${id})`] });
});

test("it waits patiently, and says what it could not do", async () => {
  await emulator.faults({ path: "/oauth/token", status: 503, times: 4 });
  assert.equal((await job()).code, 0);
  await emulator.faults({ path: "/restapi", status: 400, error: "INVALID_REQUEST_PARAMETER" });
  const { code, lines } = await job();
  assert.equal(code, 1);
  assert.match(lines[0], /^Docusign returned 400: .*INVALID_REQUEST_PARAMETER/);
  const { lines: key } = await job({ DOCUSIGN_PRIVATE_KEY: "no key" });
  assert.match(key.join("\n"), /key_unrecognized/);
});
