// Clients that share a store, each as if in a process of its own: what they write, what they make of a store
// that fails or lies, and who exchanges.
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import test, { after, afterEach, before } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, ISV, pem, startEmulator, tenantUser, user } from "../emulator.mjs";

let emulator;
let events = [];
/** Every token that any client returned. */
const tokens = new Set();
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());
afterEach(async () => {
  const told = JSON.stringify(events, (_, value) => (value instanceof Error ? String(value) : value));
  for (const token of tokens) assert.ok(!told.includes(token), "no event shows a token");
  events = [];
  await emulator.reset();
});

class MemoryStore {
  records = new Map();
  locks = new Map();
  calls = [];
  get(name) {
    this.calls.push("get");
    return this.records.get(name);
  }
  set(name, value, { expiresAt, lifetime }) {
    this.calls.push("set");
    assert.ok(lifetime > 0 && lifetime <= 3_600_000 && expiresAt > lifetime);
    this.records.set(name, value);
  }
  delete(name) {
    this.calls.push("delete");
    this.records.delete(name);
  }
  lock(name, { lifetime }) {
    this.calls.push("lock");
    if (this.locks.get(name) > Date.now()) return null;
    this.locks.set(name, Date.now() + lifetime);
    return () => {
      this.calls.push("unlock");
      this.locks.delete(name);
    };
  }
}

const client = (store, more) =>
  new DocusignAuth({
    clientId: ISV,
    userId: tenantUser(0),
    privateKey: pem(),
    environment: emulator.environment,
    retry: false,
    store,
    onEvent: (event) => events.push(event),
    ...more,
  });

const count = async () => (await emulator.exchanges()).length;
const types = () => events.map(({ type }) => type);

/** The client's token, which must be its own user's. */
async function own(auth, options) {
  const token = await auth.getAccessToken(options);
  tokens.add(token);
  const headers = { authorization: `Bearer ${token}` };
  const { sub } = await (await fetch(`${emulator.origin}/oauth/userinfo`, { headers })).json();
  assert.equal(sub, auth.userId);
  return token;
}

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
    events = [];
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
  events = [];
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
  events = [];
  await own(client(store, { now: () => now }));
  assert.equal(await count(), 2);
  assert.equal(events[0].reason, "expired");
});

const secret = (letter) => letter.repeat(32);

test("secrets rotate without an exchange; what was written with a foreign one is not read", async () => {
  const store = new MemoryStore();
  const token = await own(client(store, { storeSecret: secret("a") }));
  assert.equal(await own(client(store, { storeSecret: [secret("b"), secret("a")] })), token);
  assert.equal(await count(), 1);
  const foreign = await own(client(store, { storeSecret: secret("b") }));
  assert.notEqual(foreign, token);
  assert.equal(await own(client(store, { storeSecret: new TextEncoder().encode(secret("b")) })), foreign);
  const [[first, record], [second]] = store.records;
  assert.notEqual(first, second);
  store.records.set(second, record);
  events = [];
  await own(client(store, { storeSecret: secret("b") }));
  assert.deepEqual(events[0].reason, "unknown_key");
  assert.equal(await count(), 3);
});

test("the private key gives the secret: the same in every form, another for another key", async () => {
  const store = new MemoryStore();
  const options = { clientId: CLIENT, userId: user(1) };
  await emulator.consent(CLIENT, user(1));
  const jwk = createPrivateKey(pem()).export({ format: "jwk" });
  const token = await own(client(store, options));
  assert.equal(await own(client(store, { ...options, privateKey: jwk })), token);
  assert.equal(await own(client(store, { ...options, privateKey: [pem("integration-2"), pem()] })), token);
  assert.equal(await count(), 1);
  assert.notEqual(await own(client(store, { ...options, privateKey: pem("integration-2") })), token);
});

test("a CryptoKey or a signer needs storeSecret", async () => {
  const pkcs8 = createPrivateKey(pem()).export({ type: "pkcs8", format: "der" });
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);
  const store = new MemoryStore();
  assert.throws(() => client(store, { privateKey }), { code: "option_missing", message: /storeSecret/ });
  const signer = { sign: async (data) => crypto.subtle.sign(algorithm.name, privateKey, data) };
  assert.throws(() => client(store, { privateKey: undefined, signer }), { code: "option_missing" });
  const token = await own(client(store, { privateKey, storeSecret: secret("a") }));
  assert.equal(await own(client(store, { privateKey: undefined, signer, storeSecret: secret("a") })), token);
});

test("mistakes in the options are told at once", () => {
  for (const store of [null, {}, new Map(), { get() {} }, { set() {} }, "redis://"]) {
    const wrong = store instanceof Map ? { get: 1, set: 1 } : store;
    assert.throws(() => client(wrong), { code: "option_invalid", message: /get and set/ });
  }
  const store = new MemoryStore();
  assert.throws(() => client(store, { storeSecret: undefined }), { code: "option_missing", message: /set\?/ });
  assert.throws(() => client(store, { storeSecret: [] }), { code: "option_missing" });
  assert.throws(() => client(store, { storeSecret: "short" }), { code: "option_invalid", message: /5 bytes/ });
  assert.throws(() => client(store, { storeSecret: 7 }), { code: "option_invalid" });
  assert.throws(() => client(store, { waitUntil: {} }), { code: "option_invalid", message: /waitUntil/ });
  assert.ok(client(undefined));
});

const never = () => new Promise(() => {});
const broken = () => {
  throw new Error("the store is down");
};
const failures = {
  "throws at once": [{ get: broken, set: broken, lock: broken, delete: broken }, "error"],
  rejects: [{ get: async () => broken(), set: async () => broken(), lock: async () => broken() }, "error"],
  hangs: [{ get: never, set: never, lock: never }, "timeout"],
  "hangs only when it is written to": [{ get: () => null, set: never }, "timeout"],
  "throws only when it is locked": [{ get: () => null, set() {}, lock: broken }, "error"],
  "hangs only when it is locked": [{ get: () => null, set() {}, lock: never }, "timeout"],
  "cannot unlock": [{ get: () => null, set() {}, lock: () => broken }, "error"],
  "has a getter that throws": [{ get: () => ({ get then() { return broken(); } }), set() {} }, "error"],
};

for (const [name, [store, reason]] of Object.entries(failures)) {
  test(`a store that ${name} costs one exchange, and little time`, async () => {
    const begun = performance.now();
    await own(client(store));
    assert.ok(performance.now() - begun < 4000);
    assert.equal(await count(), 1);
    const failed = events.filter(({ type }) => type === "store_failed");
    assert.ok(failed.length >= 1);
    for (const event of failed) assert.equal(event.reason, reason);
    if (reason === "error") assert.equal(failed[0].error.message, "the store is down");
  });
}

test("a store that asks the client itself costs one exchange, and no hang", async () => {
  for (const when of ["get", "set", "lock"]) {
    const store = { get: () => null, set() {} };
    const auth = client(store);
    store[when] = () => auth.getAccessToken();
    const begun = performance.now();
    await own(auth);
    assert.ok(performance.now() - begun < 4000, when);
    assert.equal(await count(), 1, when);
    await emulator.reset();
  }
});

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

test("a refusal of Docusign is the caller's error, and frees the lock", async () => {
  const store = new MemoryStore();
  const auth = client(store, { userId: user(5) });
  await assert.rejects(auth.getAccessToken(), { code: "user_not_found" });
  assert.equal(store.locks.size, 0);
  assert.equal(store.records.size, 0);
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
