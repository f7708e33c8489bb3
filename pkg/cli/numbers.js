import { quotable } from "./misplaced_key.js";
import { UsageError } from "./usage_error.js";

/**
 * A duration that a flag gives.
 *
 * @param {string} flag
 * @param {string} text
 */
export function milliseconds(flag, text) {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError("usage", `Invalid ${flag} ${quotable(text)}.`, "Pass a whole number of milliseconds, for example 600000.");
}
