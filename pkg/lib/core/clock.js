import { kindOf } from "../platform/bytes.js";
import { ignore } from "../platform/callback.js";
import { failure } from "./core.js";
import { given } from "./given.js";

/**
 * The time of the option now: a number, or a function that returns one. The core checks the value.
 *
 * @param {unknown} now
 * @returns {number}
 */
export function timeOf(now) {
  const time = typeof now === "function" ? given(/** @type {() => unknown} */ (now), "The clock of the option now", "clock_invalid") : now;
  if (typeof time === "number") return time;
  ignore(time);
  throw failure("clock_invalid", `The option now returned ${kindOf(time)}, not a number of milliseconds since 1970.`);
}
