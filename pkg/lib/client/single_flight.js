import { unlessAborted } from "../platform/abort.js";
import { isOurs } from "../core/docusign_error.js";
import { steersFramework } from "../core/fetch_failure.js";
import { needs } from "../core/platform_parts.js";
import { Refusal } from "./refusal.js";

/** @import { Signal } from "../platform/abort.js" */

/**
 * @typedef {object} Flight
 * @property {AbortController} controller
 * @property {number} waiting
 * @property {Promise<any>} promise
 * @property {unknown} error
 * @property {Refusal | undefined} refusal
 */

/**
 * Does work once for several callers. A caller who gives up does not affect the others; when the last one has gone,
 * the work is aborted. If it fails, each caller gets its own error.
 */
export class SingleFlight {
  /** @type {Map<string, Flight>} */
  #flights = new Map();

  /**
   * @template T
   * @param {string} key
   * @param {(signal: AbortSignal) => Promise<T>} work
   * @param {Signal} [signal]
   * @returns {Promise<T>}
   */
  async join(key, work, signal) {
    if (signal?.aborted) throw signal.reason;
    let flight = this.#flights.get(key);
    const joins = flight !== undefined;
    if (flight === undefined) {
      flight = this.#begin(key, work);
      this.#flights.set(key, flight);
    }
    flight.waiting += 1;
    try {
      return await unlessAborted(flight.promise, signal);
    } catch (error) {
      // The error concerns only the rendering of the caller who started the work.
      if (!joins || !steersFramework(error)) {
        throw flight.refusal !== undefined && error === flight.error ? flight.refusal.error() : error;
      }
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && this.#end(key, flight)) flight.controller.abort();
    }
    return this.join(key, work, signal);
  }

  /**
   * @param {string} key
   * @param {(signal: AbortSignal) => Promise<unknown>} work
   */
  #begin(key, work) {
    needs("AbortController");
    const controller = new AbortController();
    /** @type {Flight} */
    const flight = { controller, waiting: 0, promise: Promise.resolve(), error: undefined, refusal: undefined };
    const failed = (/** @type {unknown} */ error) => {
      if (isOurs(error)) Object.assign(flight, { error, refusal: new Refusal(error) });
      throw error;
    };
    flight.promise = work(controller.signal)
      .catch(failed)
      .finally(() => this.#end(key, flight));
    flight.promise.catch(() => {});
    return flight;
  }

  /**
   * @param {string} key
   * @param {Flight} flight
   */
  #end(key, flight) {
    return this.#flights.get(key) === flight && this.#flights.delete(key);
  }
}
