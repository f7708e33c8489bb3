/** Tokens in a Workers KV namespace. */
import { failure } from "../internal.js";

/** The minimum lifetime of an entry in KV. */
const SHORTEST = 60_000;

/** @type {typeof import("./cloudflare-kv.js").kvStore} */
export function kvStore(namespace, { prefix = "docusign-jwt:" } = {}) {
  if (typeof namespace?.put !== "function") {
    throw failure("option_missing", "kvStore needs a KV namespace. Check the binding in the Worker's configuration.");
  }
  return {
    get: (name) => namespace.get(prefix + name),
    async set(name, value, { lifetime }) {
      if (lifetime < SHORTEST) return;
      await namespace.put(prefix + name, value, { expirationTtl: Math.floor(lifetime / 1000) });
    },
    delete: (name) => namespace.delete(prefix + name),
  };
}
