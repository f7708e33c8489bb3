/** Waits that an AbortSignal can end. */

/**
 * The used part of an AbortSignal: the platform's, or a checked one of a caller.
 *
 * @typedef {object} Signal
 * @property {boolean} aborted
 * @property {any} reason
 * @property {(type: "abort", listener: () => void, options?: { once: boolean }) => void} addEventListener
 * @property {(type: "abort", listener: () => void) => void} removeEventListener
 */

/**
 * A signal with a time limit: whether the limit ended it, and how to end the limit.
 *
 * @typedef {{ signal: AbortSignal, timedOut: () => boolean, release: () => void }} Limited
 */

/**
 * The promise's outcome, or the signal's reason if that comes first.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {Signal | null} [signal]
 * @returns {Promise<T>}
 */
export function unlessAborted(promise, signal) {
  if (signal === undefined || signal === null) return promise;
  if (signal.aborted) {
    // The promise is ignored from here, even if it fails.
    promise.catch(() => {});
    return Promise.reject(signal.reason);
  }
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    const done = () => signal.removeEventListener("abort", abort);
    promise.then(
      (value) => {
        done();
        resolve(value);
      },
      (error) => {
        done();
        reject(error);
      },
    );
  });
}

/**
 * @param {number} delay in milliseconds
 * @param {Signal} [signal]
 * @returns {Promise<void>}
 */
export function sleep(delay, signal) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const timed = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      timer = setTimeout(resolve, delay);
    })
  );
  return unlessAborted(timed, signal).finally(() => clearTimeout(timer));
}

/**
 * A signal that follows the caller's and a time limit. `timedOut()` tells the two apart; `release()`
 * ends the time limit.
 *
 * @param {Signal | undefined} signal
 * @param {number} milliseconds
 * @returns {Limited}
 */
export function limit(signal, milliseconds) {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, milliseconds);
  const follow = () => controller.abort(signal?.reason);
  try {
    if (signal?.aborted) follow();
    else signal?.addEventListener("abort", follow, { once: true });
  } catch (error) {
    clearTimeout(timer);
    throw error;
  }
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    release() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", follow);
    },
  };
}
