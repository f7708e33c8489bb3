/**
 * Calls of a store, which may throw, hang or lie. Each call has a time limit, and none fails the caller.
 */
import { unlessAborted } from "../platform/abort.js";
import { needs } from "../core/platform_parts.js";
import { ExpiringMap } from "../platform/expiring_map.js";
import { STORE_PATIENCE } from "../platform/pauses.js";

/** @import { Emit } from "./shared_tokens.js" */

/** The result of a failed call, which was already reported to the listener. */
export const FAILED = Symbol("failed");

/**
 * @template T
 * @param {"get" | "set" | "delete" | "lock" | "unlock" | "mint"} operation
 * @param {(signal: AbortSignal) => T} use
 * @param {Emit} emit
 * @param {number} [patience]
 * @returns {Promise<Awaited<T> | typeof FAILED>}
 */
export async function callStore(operation, use, emit, patience = STORE_PATIENCE) {
  const limited = waiting(patience);
  const { signal } = limited;
  try {
    return await unlessAborted((async () => use(signal))(), signal);
  } catch (error) {
    const reason = limited.timedOut() ? "timeout" : "error";
    emit({ type: "store_failed", operation, reason, ...(reason === "error" && { error }) });
    return FAILED;
  } finally {
    limited.release();
  }
}

/** The number of parts of the time limit: a late timer, because the process was busy, counts as one part. */
const PARTS = 10;

/**
 * A signal that aborts when the store's time is over.
 *
 * @param {number} milliseconds
 * @returns {import("../platform/abort.js").Limited}
 */
function waiting(milliseconds) {
  const controller = new AbortController();
  let left = PARTS;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const next = () => {
    if (left === 0) return controller.abort();
    left -= 1;
    timer = setTimeout(next, milliseconds / PARTS);
  };
  next();
  const { signal } = controller;
  return { signal, timedOut: () => signal.aborted, release: () => clearTimeout(timer) };
}

/** Counts the nested store calls per key, to stop a store that calls back into the client. */
export class Entries {
  /** @type {ExpiringMap<{ expiresAt: number, count: number }>} */
  #counts = new ExpiringMap();

  /** More nested calls mean that the store calls itself. */
  static MOST = 250;

  /** @param {string} key */
  enter(key) {
    needs("performance");
    const now = performance.now();
    const entry = this.#counts.live(key, now);
    // A Worker's request may disappear at any time, so only time reliably ends an entry.
    if (entry === undefined) {
      this.#counts.set(key, { expiresAt: now + STORE_PATIENCE, count: 1 }, now);
      return true;
    }
    entry.count += 1;
    return entry.count <= Entries.MOST;
  }
}
