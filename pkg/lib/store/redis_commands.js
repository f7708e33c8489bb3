/** Tokens in Redis, with any function that sends commands. */

import { decode } from "../platform/text.js";

/** Removes a lock if it is still ours. */
const UNLOCK = 'if redis.call("get",KEYS[1])==ARGV[1] then return redis.call("del",KEYS[1]) else return 0 end';

/**
 * @param {(command: [string, ...string[]], signal?: AbortSignal) => Promise<unknown>} send
 * @param {string} prefix
 * @returns {import("../../index.js").TokenStore}
 */
export function redisCommands(send, prefix) {
  /** @param {string} name */
  const token = (name) => `${prefix}token:${name}`;
  /** @param {number} lifetime */
  const milliseconds = (lifetime) => String(Math.max(1, Math.floor(lifetime)));
  return {
    async get(name, { signal }) {
      const value = await send(["GET", token(name)], signal);
      return ArrayBuffer.isView(value)
        ? decode(/** @type {NodeJS.ArrayBufferView} */ (value))
        : /** @type {string | null | undefined} */ (value);
    },
    async set(name, value, { lifetime, signal }) {
      await send(["SET", token(name), value, "PX", milliseconds(lifetime)], signal);
    },
    async delete(name, { signal }) {
      await send(["DEL", token(name)], signal);
    },
    async lock(name, { lifetime, signal }) {
      const key = `${prefix}lock:${name}`;
      const owner = crypto.randomUUID();
      const taken = await send(["SET", key, owner, "NX", "PX", milliseconds(lifetime)], signal);
      if (taken === null || taken === undefined) return null;
      return () => send(["EVAL", UNLOCK, "1", key, owner]);
    },
  };
}
