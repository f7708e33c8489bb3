import { ignore } from "../platform/callback.js";

/** Work after the end of its request, if the platform supports it: the option waitUntil. */
export class BackgroundWork {
  /** @type {((promise: Promise<unknown>) => unknown) | undefined} */
  #waitUntil;

  /** @param {((promise: Promise<unknown>) => unknown) | undefined} waitUntil */
  constructor(waitUntil) {
    this.#waitUntil = waitUntil;
  }

  get isSupported() {
    return this.#waitUntil !== undefined;
  }

  /**
   * Keeps work running after the end of its request, if the platform supports it.
   *
   * @template {Promise<unknown>} Work
   * @param {Work} work
   * @returns {Work}
   */
  keep(work) {
    if (this.isSupported) this.later(work);
    return work;
  }

  /**
   * Passes a promise to the platform. Without waitUntil, the caller must wait.
   *
   * @param {Promise<unknown>} promise
   * @returns {Promise<unknown> | undefined}
   */
  later(promise) {
    promise.catch(() => {});
    if (this.#waitUntil === undefined) return promise;
    try {
      ignore(this.#waitUntil(promise.catch(() => {})));
      return undefined;
    } catch {
      return promise;
    }
  }
}
