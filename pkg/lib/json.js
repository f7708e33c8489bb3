import { failure } from "./core.js";

/** Options as JSON for the core. What JSON has no word for must not turn into "not given". */
export function toJson(options) {
  try {
    return JSON.stringify(options, (_, value) => {
      const odd = typeof value === "number" && !Number.isFinite(value);
      return odd || typeof value === "function" ? String(value) : value;
    });
  } catch (error) {
    throw failure("option_invalid", "The options cannot be read.", error);
  }
}
