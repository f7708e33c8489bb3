/** Tokens in Deno KV. */
import { failure } from "../lib/core.js";

export function denoKvStore(kv, { prefix = ["docusign-jwt"] } = {}) {
  if (typeof kv?.atomic !== "function") {
    throw failure("option_missing", "denoKvStore needs what Deno.openKv() resolves to; was await left out?");
  }
  const token = (name) => [...prefix, "token", name];
  return {
    async get(name) {
      return (await kv.get(token(name))).value;
    },
    async set(name, value, { lifetime }) {
      await kv.set(token(name), value, { expireIn: lifetime });
    },
    async delete(name) {
      await kv.delete(token(name));
    },
    async lock(name, { lifetime }) {
      const key = [...prefix, "lock", name];
      const held = await kv.get(key);
      // Deno may drop an entry later than it expires, so the lock says itself when it ends.
      if (held.value?.until > Date.now()) return null;
      const lock = { owner: crypto.randomUUID(), until: Date.now() + lifetime };
      const taken = await kv.atomic().check(held).set(key, lock, { expireIn: lifetime }).commit();
      if (!taken.ok) return null;
      return async () => {
        const now = await kv.get(key);
        if (now.value?.owner === lock.owner) await kv.atomic().check(now).delete(key).commit();
      };
    },
  };
}
