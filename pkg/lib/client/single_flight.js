import { unlessAborted } from "../platform/abort.js";
import { isOurs } from "../core/errors.js";
import { steersFramework } from "../core/fetch_failure.js";
import { Refusal } from "./refusal.js";

/**
 * Work that several callers wait for, done once. A caller who gives up leaves the others alone; when
 * the last has gone, the work is aborted. When it fails, each caller gets an error of its own.
 */
export class SingleFlight {
  #flights = new Map();

  /** @param {(signal: AbortSignal) => Promise<unknown>} work */
  async join(key, work, signal) {
    if (signal?.aborted) throw signal.reason;
    let flight = this.#flights.get(key);
    const joins = flight !== undefined;
    if (!joins) {
      flight = this.#begin(key, work);
      this.#flights.set(key, flight);
    }
    flight.waiting += 1;
    try {
      return await unlessAborted(flight.promise, signal);
    } catch (error) {
      // It ended the rendering of the caller who began, and of nobody else.
      if (!joins || !steersFramework(error)) {
        throw flight.refusal !== undefined && error === flight.error ? flight.refusal.error() : error;
      }
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && this.#end(key, flight)) flight.controller.abort();
    }
    return this.join(key, work, signal);
  }

  #begin(key, work) {
    const controller = new AbortController();
    const flight = { controller, waiting: 0, promise: undefined, error: undefined, refusal: undefined };
    const failed = (error) => {
      if (isOurs(error)) Object.assign(flight, { error, refusal: new Refusal(error) });
      throw error;
    };
    flight.promise = work(controller.signal)
      .catch(failed)
      .finally(() => this.#end(key, flight));
    flight.promise.catch(() => {});
    return flight;
  }

  #end(key, flight) {
    return this.#flights.get(key) === flight && this.#flights.delete(key);
  }
}
