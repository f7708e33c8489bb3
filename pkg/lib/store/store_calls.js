/**
 * Calls of a store, which may do anything: throw, hang, lie. None takes longer than its limit, and none
 * fails the caller.
 */
import { unlessAborted } from "../platform/abort.js";
import { needs } from "../core/platform_parts.js";
import { ExpiringMap } from "../platform/expiring_map.js";

/** How long a call of a store may take. */
export const PATIENCE = 1000;

/** What a call returns that failed; the listener has been told. */
export const FAILED = Symbol("failed");

/**
 * @template T
 * @param {"get" | "set" | "delete" | "lock" | "unlock" | "mint"} operation
 * @param {(signal: AbortSignal) => T} use
 * @param {(event: any) => void} emit
 * @param {number} [patience]
 * @returns {Promise<Awaited<T> | typeof FAILED>}
 */
export async function callStore(operation, use, emit, patience = PATIENCE) {
  const limited = waiting(patience);
  const { signal } = limited;
  try {
    return await unlessAborted(
      /** @type {Promise<Awaited<T>>} */ (new Promise((resolve) => resolve(/** @type {any} */ (use(signal))))),
      signal,
    );
  } catch (error) {
    const reason = limited.timedOut() ? "timeout" : "error";
    emit({ type: "store_failed", operation, reason, ...(reason === "error" && { error }) });
    return FAILED;
  } finally {
    limited.release();
  }
}

/** The time is in this many parts: one that comes late, because we were busy ourselves, counts as one. */
const PARTS = 10;

/**
 * A signal that is aborted when the store has had its time.
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

/** Counts, for each key, how often a store is entered, so that one that calls back into the client ends. */
export class Entries {
  /** @type {ExpiringMap<{ expiresAt: number, count: number }>} */
  #counts = new ExpiringMap();

  /** More at once, for one user in one process, is a store that calls itself. */
  static MOST = 250;

  /** @param {string} key */
  enter(key) {
    needs("performance");
    const now = performance.now();
    const entry = this.#counts.live(key, now);
    // A Worker's request may vanish at any time: only time ends an entry for sure.
    if (entry === undefined) {
      this.#counts.set(key, { expiresAt: now + PATIENCE, count: 1 }, now);
      return true;
    }
    entry.count += 1;
    return entry.count <= Entries.MOST;
  }
}
