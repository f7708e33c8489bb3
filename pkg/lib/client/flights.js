import { unlessAborted } from "../platform/abort.js";
import { sharesPromises } from "../core/core.js";
import { SingleFlight } from "./single_flight.js";

/**
 * Single flight between callers, if the platform allows a request to await another request's work. Workers forbids it:
 * there each caller does its own work, and only the results are shared.
 */
export class Flights {
  #shared = new SingleFlight();

  /**
   * @template T
   * @param {string} key
   * @param {(signal: import("../platform/abort.js").Signal | undefined) => Promise<T>} work
   * @param {import("../platform/abort.js").Signal} [signal]
   * @returns {Promise<T>}
   */
  run(key, work, signal) {
    if (sharesPromises) return this.#shared.join(key, work, signal);
    return unlessAborted(work(signal), signal);
  }
}
