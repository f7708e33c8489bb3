// Clients that share a store, each as if in a process of its own; what they were told, and what they asked of Docusign.
import assert from "node:assert/strict";
import { afterEach } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { ISV, pem, tenantUser } from "../../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../../runtimes/emulator_in_process.mjs";

export const emulator = emulatorHere();
/** What the clients were told since the last test. */
export const events = [];
/** Every token that any client returned. */
const tokens = new Set();
afterEach(async () => {
  const told = JSON.stringify(events, (_, value) => (value instanceof Error ? String(value) : value));
  for (const token of tokens) assert.ok(!told.includes(token), "no event shows a token");
  events.length = 0;
  await emulator.reset();
});

export class MemoryStore {
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

export const client = (store, more) =>
  new DocusignAuth({
    clientId: ISV,
    userId: tenantUser(0),
    privateKey: pem(),
    ...emulator.connection,
    retry: false,
    store,
    onEvent: (event) => events.push(event),
    ...more,
  });

/** How often Docusign was asked for a token. */
export const count = async () => (await emulator.exchanges()).length;
export const types = () => events.map(({ type }) => type);

/** The client's token, which must be its own user's. */
export async function own(auth, options) {
  const token = await auth.getAccessToken(options);
  tokens.add(token);
  const headers = { authorization: `Bearer ${token}` };
  const { sub } = await (await emulator.fetch(`${emulator.origin}/oauth/userinfo`, { headers })).json();
  assert.equal(sub, auth.userId);
  return token;
}
