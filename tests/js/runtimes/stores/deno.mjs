// Tokens in Deno KV, in real Deno: two processes on one database.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, afterEach, before } from "node:test";
import { startEmulator, tenantUser } from "../../../../runtimes/emulator.mjs";
import { ROOT, assertShared, own, startTaking, untilInTime } from "./processes.mjs";

let emulator;
let folder;
let database = 0;
before(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "docusign-jwt-deno-kv-"));
});
after(() => {
  emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  database += 1;
  await emulator.reset();
});

const users = Array.from({ length: 10 }, (_, at) => tenantUser(at));
const count = async () => (await emulator.exchanges()).length;

function starting(script, who = users, more = {}) {
  const command = [
    `${ROOT}node_modules/.bin/deno`,
    "run",
    "--unstable-kv",
    "--node-modules-dir=manual",
    "--no-config",
    "--allow-net",
    "--allow-env",
    "--allow-read",
    "--allow-write",
    own(script),
  ];
  return startTaking(command, emulator, who, { KV: join(folder, `${database}.sqlite`), ...more });
}

test("the adapter in Deno", async () => {
  const { deno } = await starting("deno_adapter.js").ended;
  assert.match(deno, /^2\.\d+\.\d+/);
});

test("two Deno processes, ten users, at the same moment: one exchange for each user", async () => {
  await emulator.faults({ path: "/oauth/token", latencyMs: 300 });
  const round = () => {
    const AT = String(Date.now() + 4000);
    const running = [starting("deno_process.js", users, { AT }), starting("deno_process.js", users, { AT })];
    return Promise.all(running.map(({ ended }) => ended));
  };
  const reports = await untilInTime(round, async () => {
    database += 1;
    await emulator.reset();
  });
  assertShared(reports);
  assert.equal(await count(), users.length);
  const later = await starting("deno_process.js").ended;
  assertShared([...reports, later]);
  assert.deepEqual([...new Set(later.events)], ["store_hit"]);
  assert.equal(await count(), users.length);
});

test("a process killed in mid-exchange delays another by the lock's lifetime at most", async () => {
  await emulator.faults({ path: "/oauth/token", kind: "hang" });
  const killed = starting("deno_process.js", [tenantUser(0)]);
  await killed.sent;
  killed.kill();
  await emulator.faults([]);
  const report = await starting("deno_process.js", [tenantUser(0)]).ended;
  assertShared([report]);
  assert.ok(report.took > 2000 && report.took < 11_500, `it took ${report.took}`);
});
