// What clients that share a store write, find, and make of records that are damaged or foreign.
import assert from "node:assert/strict";
import test from "node:test";
import { ISV, tenantUser } from "../../../../../runtimes/emulator.mjs";
import { MemoryStore, client, count, emulator, events, own, types } from "./sharing.mjs";

test("what one has exchanged, the other finds", async () => {
  const store = new MemoryStore();
  const first = await own(client(store));
  assert.equal(await own(client(store)), first);
  assert.equal(await count(), 1);
  assert.deepEqual(types(), ["exchange", "store_hit"]);
  assert.deepEqual(store.calls, ["get", "lock", "get", "set", "unlock", "get"]);
  assert.notEqual(await own(client(store, { userId: tenantUser(1) })), first);
  assert.notEqual(await own(client(store, { scopes: ["signature", "openid"] })).catch(() => ""), first);
});

test("a call takes its token from the store too", async () => {
  const store = new MemoryStore();
  await own(client(store));
  assert.equal((await client(store).getUserInfo()).userId, tenantUser(0));
  assert.equal(await count(), 1);
});

test("names and records tell neither user nor client nor token", async () => {
  const store = new MemoryStore();
  const token = await own(client(store));
  const [[name, record]] = store.records;
  assert.match(name, /^[\w-]{43}$/);
  assert.match(record, /^1\.[\w-]{11}\.[\w-]{16}\.[\w-]+$/);
  const hidden = [token, token.split(".")[1], ISV, tenantUser(0), "127.0.0.1", "Bearer"];
  const decoded = Buffer.from(record.split(".")[3], "base64url").toString("latin1");
  for (const text of hidden) assert.ok(![name, record, decoded].some((shown) => shown.includes(text)), text);
  // The same user under another secret has another name.
  const other = new MemoryStore();
  await own(client(other, { storeSecret: "another secret of 32 characters!" }));
  assert.notEqual([...other.records.keys()][0], name);
});

const damages = {
  truncated: [(record) => record.slice(0, -9), "tampered"],
  "cut to nothing": [() => "", "malformed"],
  "changed in one bit": [(record) => flip(record, record.length - 30), "tampered"],
  "changed in its nonce": [(record) => flip(record, 16), "tampered"],
  "of another version": [(record) => `2${record.slice(1)}`, "malformed"],
  "of an unknown key": [(record) => `1.AAAAAAAAAAA.${record.slice(14)}`, "unknown_key"],
  garbage: [() => "\u0000\ud800 not a record", "malformed"],
  "a token in the clear": [() => JSON.stringify({ token: { accessToken: "x" } }), "malformed"],
  "no text": [() => ({ then: 7 }), "malformed"],
  "a number": [() => 7, "malformed"],
  huge: [(record) => record.padEnd(1_000_000, "A"), "malformed"],
};

function flip(record, at) {
  const other = record[at] === "A" ? "B" : "A";
  return record.slice(0, at) + other + record.slice(at + 1);
}

for (const [name, [damage, reason]] of Object.entries(damages)) {
  test(`a record that is ${name}: a new token, and an event`, async () => {
    const store = new MemoryStore();
    const old = await own(client(store));
    const [[key, record]] = store.records;
    store.records.set(key, damage(record));
    events.length = 0;
    assert.notEqual(await own(client(store)), old);
    assert.equal(await count(), 2);
    const rejected = events.filter(({ type }) => type === "store_rejected");
    assert.ok(rejected.length >= 1);
    for (const event of rejected) assert.deepEqual([event.reason, event.userId], [reason, tenantUser(0)]);
    // It has been replaced.
    await own(client(store));
    assert.deepEqual([await count(), types().at(-1)], [2, "store_hit"]);
  });
}

test("records swapped between users: new tokens, each its own user's", async () => {
  const store = new MemoryStore();
  const [a, b] = [tenantUser(0), tenantUser(1)];
  await own(client(store, { userId: a }));
  await own(client(store, { userId: b }));
  const [[first, recordA], [second, recordB]] = store.records;
  store.records.set(first, recordB).set(second, recordA);
  events.length = 0;
  await own(client(store, { userId: a }));
  await own(client(store, { userId: b }));
  assert.equal(await count(), 4);
  const reasons = events.filter(({ type }) => type === "store_rejected").map(({ reason }) => reason);
  assert.deepEqual([...new Set(reasons)], ["tampered"]);
});

test("a record that the store kept too long is not used", async () => {
  const store = new MemoryStore();
  let now = Date.now();
  await own(client(store, { now: () => now }));
  now += 3_600_000;
  await emulator.clock(3_600_000);
  events.length = 0;
  await own(client(store, { now: () => now }));
  assert.equal(await count(), 2);
  assert.equal(events[0].reason, "expired");
});

test("forceRefresh exchanges, and the others get what it wrote", async () => {
  const store = new MemoryStore();
  const auth = client(store);
  const first = await own(auth);
  const second = await own(auth, { forceRefresh: true });
  assert.notEqual(second, first);
  assert.equal(await own(client(store)), second);
  assert.equal(await count(), 2);
});

test("a token that an API refuses is replaced once for all", async () => {
  const store = new MemoryStore();
  const [a, b] = [client(store), client(store)];
  const token = await own(a);
  assert.equal(await own(b), token);
  const path = "/restapi/v2.1/accounts/{accountId}/users";
  for (const auth of [a, b]) await auth.getUserInfo();
  await emulator.revokeTokens();
  for (const auth of [a, b]) assert.notEqual((await auth.fetch(path)).status, 401);
  assert.equal(await count(), 2);
  assert.equal(await own(a), await own(b));
});

test("a refused token that cannot be replaced is taken out of the store", async () => {
  const store = new MemoryStore();
  const auth = client(store);
  await own(auth);
  await auth.getUserInfo();
  await emulator.revokeTokens();
  await emulator.faults({ path: "/oauth/token", status: 503 });
  await auth.fetch("/restapi/v2.1/accounts/{accountId}/users").catch(() => {});
  assert.equal(store.records.size, 0);
});
