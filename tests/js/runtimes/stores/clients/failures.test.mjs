// A store that fails or lies, and mistakes in its options: the caller gets a token, or hears at once.
import assert from "node:assert/strict";
import test from "node:test";
import { user } from "../../../../../runtimes/emulator.mjs";
import { MemoryStore, client, count, emulator, events, own } from "./sharing.mjs";

test("mistakes in the options are told at once", () => {
  for (const store of [null, {}, new Map(), { get() {} }, { set() {} }, "redis://"]) {
    const wrong = store instanceof Map ? { get: 1, set: 1 } : store;
    assert.throws(() => client(wrong), { code: "option_invalid", message: /get and set/ });
  }
  const store = new MemoryStore();
  assert.throws(() => client(store, { storeSecret: undefined }), { code: "option_missing", message: /variable or secret is set/ });
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
  "has a getter that throws": [
    {
      get: () => ({
        get then() {
          return broken();
        },
      }),
      set() {},
    },
    "error",
  ],
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

test("a refusal of Docusign is the caller's error, and frees the lock", async () => {
  const store = new MemoryStore();
  const auth = client(store, { userId: user(5) });
  await assert.rejects(auth.getAccessToken(), { code: "user_not_found" });
  assert.equal(store.locks.size, 0);
  assert.equal(store.records.size, 0);
});
