// The secret that records are written with: where it comes from, and how it is changed.
import assert from "node:assert/strict";
import { createPrivateKey, randomBytes } from "node:crypto";
import test from "node:test";
import { CLIENT, pem, user } from "../../../../../runtimes/emulator.mjs";
import { MemoryStore, client, count, emulator, events, own } from "./sharing.mjs";

const secrets = new Map();
/** The random secret of this name. */
const secret = (name) => secrets.get(name) ?? secrets.set(name, randomBytes(32).toString("base64")).get(name);

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
  events.length = 0;
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
