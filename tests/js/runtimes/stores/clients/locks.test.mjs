// Who exchanges where many want a token, and how long the others wait.
import assert from "node:assert/strict";
import test from "node:test";
import { MemoryStore, client, count, emulator, events, own, types } from "./sharing.mjs";

test("a lock that lies costs an exchange each, and no wrong token", async () => {
  const store = new MemoryStore();
  store.lock = () => () => {};
  const clients = Array.from({ length: 5 }, () => client(store));
  await Promise.all(clients.map((auth) => own(auth)));
  assert.ok((await count()) <= 5);
});

test("with a lock, one of many exchanges; the others wait for it", async () => {
  await emulator.faults({ path: "/oauth/token", latencyMs: 300 });
  const store = new MemoryStore();
  const all = await Promise.all(Array.from({ length: 20 }, () => own(client(store))));
  assert.equal(new Set(all).size, 1);
  assert.equal(await count(), 1);
  assert.equal(store.locks.size, 0);
});

test("whoever holds the lock and never lets go delays the others by its lifetime at most", async () => {
  const store = new MemoryStore();
  store.lock = () => null;
  const begun = performance.now();
  await own(client(store));
  const waited = performance.now() - begun;
  assert.ok(waited >= 9900 && waited < 13_000, `${waited}`);
  assert.equal(await count(), 1);
  assert.deepEqual(types(), ["store_failed", "exchange"]);
  assert.deepEqual([events[0].operation, events[0].reason], ["lock", "timeout"]);
});

test("a caller who gives up while waiting hears so at once, and leaves no lock", async () => {
  const store = new MemoryStore();
  await emulator.faults({ path: "/oauth/token", kind: "hang" });
  const auth = client(store);
  const reason = new Error("enough");
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 200);
  const begun = performance.now();
  await assert.rejects(auth.getAccessToken({ signal: controller.signal }), (error) => error === reason);
  assert.ok(performance.now() - begun < 2000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(store.locks.size, 0);
});
