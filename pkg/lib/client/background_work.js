/** Work after the end of its request, if the platform supports it: the option waitUntil. */
import { ignore } from "../platform/callback.js";

/** @typedef {(promise: Promise<unknown>) => unknown} WaitUntil */

/**
 * Passes a promise to the platform. Without waitUntil, the caller must wait.
 *
 * @param {WaitUntil | undefined} waitUntil
 * @param {Promise<unknown>} promise
 * @returns {Promise<unknown> | undefined}
 */
export function later(waitUntil, promise) {
  promise.catch(() => {});
  if (waitUntil === undefined) return promise;
  try {
    ignore(waitUntil(promise.catch(() => {})));
    return undefined;
  } catch {
    return promise;
  }
}
