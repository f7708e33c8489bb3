// Memory follows what is alive, in whatever order it ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ExpiringMap } from "../../../pkg/lib/platform/expiring_map.js";
import { FakeDocusign, HOUR, user } from "../harness/fake_docusign.mjs";

const YEAR = 365 * 24 * HOUR;
setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");

/** The largest size of a map into which entries come, one each millisecond, that live so long. */
function largest(lives) {
  const map = new ExpiringMap();
  let most = 0;
  for (let now = 0; now < 100_000; now += 1) {
    map.set(`key ${now}`, { expiresAt: now + lives(now) }, now);
    most = Math.max(most, map.size);
  }
  return { map, most };
}

const orders = {
  "two that live for ten years stand first": [(at) => (at < 2 ? 10 * YEAR : 100), 250],
  "a hundred that live for ten years stand first": [(at) => (at < 100 ? 10 * YEAR : 100), 600],
  "every thousandth lives for ten years": [(at) => (at % 1000 === 0 ? 10 * YEAR : 100), 600],
  "lives are mixed": [(at) => 1 + ((at * 7919) % 200), 450],
  "all are over at once": [() => 0, 10],
  "all live equally long": [() => 100, 250],
};

for (const [name, [lives, limit]] of Object.entries(orders)) {
  test(`100,000 entries: ${name}`, () => {
    const { most, map } = largest(lives);
    assert.ok(most <= limit, `${most}`);
    const lasting = Array.from({ length: 100_000 }, (_, at) => at).filter((at) => lives(at) > YEAR);
    for (const at of lasting) assert.ok(map.get(`key ${at}`), `${at} lives`);
  });
}

test("a crowd that has ended is gone after few insertions", () => {
  const map = new ExpiringMap();
  for (let at = 0; at < 100_000; at += 1) map.set(`key ${at}`, { expiresAt: 1000 }, 0);
  assert.equal(map.size, 100_000);
  for (let at = 0; at < 3000; at += 1) map.set(`late ${at}`, { expiresAt: 9000 }, 1000);
  assert.equal(map.size, 3000);
});

test("an entry that is set again stays one, and what is deleted meanwhile is no hindrance", () => {
  const map = new ExpiringMap();
  for (let at = 0; at < 1000; at += 1) {
    map.set("same", { expiresAt: 10 * YEAR, at }, at);
    map.set(`key ${at}`, { expiresAt: at + 10 }, at);
    if (at % 3 === 0) map.delete(`key ${at - 1}`);
  }
  assert.equal(map.get("same").at, 999);
  assert.ok(map.size < 30, `${map.size}`);
  map.clear();
  map.set("a", { expiresAt: 1 }, 5);
  assert.ok(map.size <= 1);
});

test("users who come and go leave nothing, although two tokens live for weeks", { timeout: 120_000 }, async () => {
  const docusign = new FakeDocusign();
  docusign.events = { push() {} };
  docusign.exchanges = { push: () => (docusign.count += 1), length: 0 };
  docusign.count = 0;
  const auth = docusign.client();
  docusign.life = 30 * 24 * 3600;
  const lasting = [await auth.getAccessToken(), await auth.forUser(user(2)).getAccessToken()];
  docusign.life = 2;
  const used = () => (gc(), gc(), process.memoryUsage().heapUsed);
  const visit = async (from, to) => {
    for (let at = from; at < to; at += 1) {
      await auth.forUser(user(at)).getAccessToken();
      docusign.now += 10;
    }
  };
  await visit(10, 3000);
  const before = used();
  await visit(3000, 23_000);
  const grown = (used() - before) / 20_000;
  // A token that is kept takes some 400 bytes.
  assert.ok(grown < 100, `${Math.round(grown)} bytes for each`);
  assert.deepEqual([await auth.getAccessToken(), await auth.forUser(user(2)).getAccessToken()], lasting);
});
