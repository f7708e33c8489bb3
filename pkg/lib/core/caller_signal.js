/**
 * A caller's signal. It may be incomplete, from another realm, or have getters that throw. This class reads it safely
 * for the rest of the library.
 */
import { kindOf } from "../platform/bytes.js";
import { failure } from "./core.js";
import { given } from "./given.js";

const OPTION = "The option signal";

/**
 * A reliable signal in place of the caller's; undefined without one.
 *
 * @param {any} signal
 * @returns {CallerSignal | undefined}
 */
export function signalOf(signal) {
  if (signal === undefined || signal === null) return undefined;
  if (CallerSignal.is(signal)) return signal;
  if (given(() => isWhole(signal), OPTION)) return new CallerSignal(signal);
  throw failure("option_invalid", `${OPTION} is ${kindOf(signal)}, not an AbortSignal. Pass the signal of an AbortController.`);
}

/** @param {any} signal */
function isWhole({ aborted, addEventListener, removeEventListener }) {
  const functions = [addEventListener, removeEventListener];
  return typeof aborted === "boolean" && functions.every((listen) => typeof listen === "function");
}

class CallerSignal {
  /** @type {AbortSignal} */
  #signal;

  /** @type {(signal: any) => signal is CallerSignal} */
  static is = (signal) => typeof signal === "object" && #signal in signal;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.#signal = signal;
  }

  get aborted() {
    return given(() => this.#signal.aborted === true, OPTION);
  }

  get reason() {
    const reason = given(() => this.#signal.reason, OPTION);
    if (reason !== undefined) return reason;
    return Object.assign(failure("aborted", "The signal was aborted without a reason."), { aborted: true });
  }

  /**
   * @param {"abort"} type
   * @param {() => void} listener
   * @param {{ once: boolean }} [options]
   */
  addEventListener(type, listener, options) {
    given(() => this.#signal.addEventListener(type, listener, options), OPTION);
  }

  /**
   * @param {"abort"} type
   * @param {() => void} listener
   */
  removeEventListener(type, listener) {
    try {
      this.#signal.removeEventListener(type, listener);
    } catch {
      // No harmful listener is left.
    }
  }

  /**
   * Returns a platform signal that follows this one and another.
   *
   * @param {AbortSignal} other
   * @returns {AbortSignal}
   */
  and(other) {
    try {
      return AbortSignal.any([other, this.#signal]);
    } catch {
      // The platform accepts only its own signals, or lacks AbortSignal.any().
    }
    const controller = new AbortController();
    for (const signal of [other, this]) {
      const follow = () => controller.abort(signal.reason);
      if (signal.aborted) follow();
      else signal.addEventListener("abort", follow, { once: true });
    }
    return controller.signal;
  }
}
