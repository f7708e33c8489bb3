/** Tokens in Deno KV. */
import { failure } from "../internal.js";

/** @typedef {{ owner: string, lifetime: number, until: number }} Lock */

/** The file of a local Deno KV is locked briefly while another process writes. */
const TRIES = 6;

/** How far the clock of a lock's holder may be ahead. */
const CLOCKS_DIFFER = 60_000;

/**
 * Deno takes only whole milliseconds. A clock of the caller may have fractions.
 *
 * @param {number} lifetime
 */
const wholeOf = (lifetime) => Math.max(1, Math.floor(lifetime));

/** @type {typeof import("./deno-kv.js").denoKvStore} */
export function denoKvStore(kv, { prefix = ["docusign-jwt"] } = {}) {
  if (typeof kv?.atomic !== "function") {
    throw failure("option_missing", "denoKvStore needs a Deno.Kv. Pass await Deno.openKv().");
  }
  const token = (/** @type {string} */ name) => [...prefix, "token", name];
  return {
    async get(name) {
      return /** @type {string | null} */ ((await again(() => kv.get(token(name)))).value);
    },
    async set(name, value, { lifetime }) {
      await again(() => kv.set(token(name), value, { expireIn: wholeOf(lifetime) }));
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

/**
 * @param {import("./deno-kv.js").DenoKv} kv
 * @param {string[]} key
 * @param {string} owner
 * @param {number} lifetime
 */
async function take(kv, key, owner, lifetime) {
  const held = await kv.get(key);
  const lock = /** @type {Lock | null} */ (held.value);
  // Deno may drop an expired entry late, so the lock contains its expiry time.
  const now = Date.now();
  // A lock that expires too late was dated by a clock that was corrected since.
  if (lock !== null && lock.until > now && lock.until - now <= lock.lifetime + CLOCKS_DIFFER) return lock.owner === owner;
  /** @type {Lock} */
  const ours = { owner, lifetime, until: now + lifetime };
  const taking = kv
    .atomic()
    .check(held)
    .set(key, ours, { expireIn: wholeOf(lifetime) });
  return (await taking.commit()).ok;
}

/**
 * @param {import("./deno-kv.js").DenoKv} kv
 * @param {string[]} key
 * @param {string} owner
 */
async function release(kv, key, owner) {
  const held = await kv.get(key);
  if (/** @type {Lock | null} */ (held.value)?.owner === owner) await kv.atomic().check(held).delete(key).commit();
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
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
