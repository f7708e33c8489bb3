// A token that is due: who renews it, when, and what callers get meanwhile.
import assert from "node:assert/strict";
import test from "node:test";
import { MemoryStore, client, count, emulator, own, types } from "./sharing.mjs";

test("a token that is due is renewed by one, and each keeps its own margin", async () => {
  const store = new MemoryStore();
  let now = Date.now();
  const patient = client(store, { now: () => now });
  await own(patient);
  now += 2_500_000;
  await emulator.clock(2_500_000);
  await own(client(store, { now: () => now }));
  assert.equal(await count(), 1);
  await own(client(store, { now: () => now, refreshMargin: 1_500_000 }));
  assert.equal(await count(), 2);
  now += 600_000;
  await emulator.clock(3_100_000);
  await own(patient);
  assert.deepEqual([await count(), types().at(-1)], [2, "store_hit"]);
});

test("while another renews, a token that is due but alive is served at once", async () => {
  const store = new MemoryStore();
  let now = Date.now();
  const auth = client(store, { now: () => now });
  const token = await own(auth);
  now += 3_100_000;
  store.lock = () => null;
  const begun = performance.now();
  assert.equal(await own(auth), token);
  assert.equal(await own(client(store, { now: () => now })), token);
  assert.ok(performance.now() - begun < 2000);
  assert.equal(await count(), 1);
});

test("without a lock, processes do not all renew at the same moment", async () => {
  const store = new MemoryStore();
  store.lock = undefined;
  let now = Date.now();
  await own(client(store, { now: () => now }));
  // Half of the margin before the renewal is due, to shortly before it.
  const readers = Array.from({ length: 40 }, () => client(store, { now: () => now }));
  for (const reader of readers) await own(reader);
  const write = store.set;
  store.set = () => {};
  store.get = () => null;
  now += 2_850_000;
  await emulator.clock(2_850_000);
  const before = await count();
  for (const reader of readers) await reader.getAccessToken();
  const early = (await count()) - before;
  assert.ok(early >= 8 && early <= 32, `${early} of 40 renewed halfway`);
  store.set = write;
});

test("with waitUntil, a due token is served at once and renewed behind the answer, once", async () => {
  const store = new MemoryStore();
  let now = Date.now();
  const kept = [];
  const auth = client(store, { now: () => now, waitUntil: (promise) => kept.push(promise) });
  const first = await own(auth);
  await Promise.all(kept);
  assert.equal(store.records.size, 1);
  now += 3_100_000;
  await emulator.clock(3_100_000);
  await emulator.faults({ path: "/oauth/token", latencyMs: 400 });
  const begun = performance.now();
  const served = await Promise.all(Array.from({ length: 10 }, () => auth.getAccessToken()));
  assert.ok(performance.now() - begun < 350);
  assert.deepEqual([...new Set(served)], [first]);
  await Promise.all(kept);
  assert.equal(await count(), 2);
  assert.notEqual(await own(auth), first);
});

test("a renewal behind the answer that fails is told, and tried again after a pause", async () => {
  let now = Date.now();
  const kept = [];
  const auth = client(undefined, { now: () => now, waitUntil: (promise) => kept.push(promise) });
  const token = await own(auth);
  await emulator.faults({ path: "/oauth/token", status: 503 });
  now += 3_100_000;
  assert.equal(await own(auth), token);
  await Promise.all(kept);
  assert.equal(types().at(-1), "renewal_failed");
  const tries = await count();
  assert.equal(await own(auth), token);
  assert.equal(await count(), tries);
  now += 30_000;
  assert.equal(await own(auth), token);
  await Promise.all(kept);
  assert.equal(await count(), tries + 1);
});

test("a waitUntil that throws delays, and fails nobody", async () => {
  const store = new MemoryStore();
  const waitUntil = () => {
    throw new Error("no request");
  };
  await own(client(store, { waitUntil }));
  assert.equal(store.records.size, 1);
});
