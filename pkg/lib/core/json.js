import { failure } from "./core.js";

/**
 * Options as JSON for the core. A value that JSON cannot represent must not become "not given".
 *
 * @param {unknown} options
 * @returns {string}
 */
export function toJson(options) {
  try {
    const json = JSON.stringify(options, (_, value) => {
      const odd = typeof value === "number" && !Number.isFinite(value);
      return odd || typeof value === "function" || typeof value === "symbol" ? String(value) : value;
    });
    // A toJSON may return undefined, but the core needs text.
    return json ?? "null";
  } catch (error) {
    throw failure("option_invalid", "The options cannot be read.", error);
  }
}
