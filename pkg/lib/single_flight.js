import { unlessAborted } from "./abort.js";

/**
 * Work that several callers wait for, done once. A caller who gives up leaves the others alone; when
 * the last has gone, the work is aborted.
 */
export class SingleFlight {
  #flights = new Map();

  /** @param {(signal: AbortSignal) => Promise<unknown>} work */
  async join(key, work, signal) {
    if (signal?.aborted) throw signal.reason;
    let flight = this.#flights.get(key);
    if (flight === undefined) {
      flight = this.#begin(key, work);
      this.#flights.set(key, flight);
    }
    flight.waiting += 1;
    try {
      return await unlessAborted(flight.promise, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && this.#end(key, flight)) flight.controller.abort();
    }
  }

  #begin(key, work) {
    const controller = new AbortController();
    const flight = { controller, waiting: 0, promise: undefined };
    flight.promise = work(controller.signal).finally(() => this.#end(key, flight));
    flight.promise.catch(() => {});
    return flight;
  }

  #end(key, flight) {
    return this.#flights.get(key) === flight && this.#flights.delete(key);
  }
}
