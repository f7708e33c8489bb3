/** Tokens in Deno KV. */
import { failure } from "../internal.js";

/** The file behind a local Deno KV is locked for moments while another process writes. */
const TRIES = 6;

/** How far the clock of whoever took a lock may be ahead. */
const CLOCKS_DIFFER = 60_000;

export function denoKvStore(kv, { prefix = ["docusign-jwt"] } = {}) {
  if (typeof kv?.atomic !== "function") {
    throw failure("option_missing", "denoKvStore needs what Deno.openKv() resolves to; was await left out?");
  }
  const token = (name) => [...prefix, "token", name];
  return {
    async get(name) {
      return (await again(() => kv.get(token(name)))).value;
    },
    async set(name, value, { lifetime }) {
      await again(() => kv.set(token(name), value, { expireIn: lifetime }));
    },
    async delete(name) {
      await again(() => kv.delete(token(name)));
    },
    async lock(name, { lifetime }) {
      const key = [...prefix, "lock", name];
      const owner = crypto.randomUUID();
      return (await again(() => take(kv, key, owner, lifetime))) ? () => again(() => release(kv, key, owner)) : null;
    },
  };
}

async function take(kv, key, owner, lifetime) {
  const held = await kv.get(key);
  // Deno may drop an entry later than it expires, so the lock says itself when it ends.
  const now = Date.now();
  const left = held.value?.until - now;
  // One that ends later than it can was dated by a clock that has been corrected since.
  if (left > 0 && left <= held.value.lifetime + CLOCKS_DIFFER) return held.value.owner === owner;
  const lock = { owner, lifetime, until: now + lifetime };
  return (await kv.atomic().check(held).set(key, lock, { expireIn: lifetime }).commit()).ok;
}

async function release(kv, key, owner) {
  const held = await kv.get(key);
  if (held.value?.owner === owner) await kv.atomic().check(held).delete(key).commit();
}

async function again(work) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * tries * Math.random()));
    }
  }
}
