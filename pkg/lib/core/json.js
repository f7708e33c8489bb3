import { failure } from "./core.js";
import { plainJson } from "./plain_json.js";

/**
 * Options as JSON for the core. A value that JSON cannot represent must not become "not given".
 *
 * @param {unknown} options
 * @returns {string}
 */
export function toJson(options) {
  try {
    return plainJson(options);
  } catch (error) {
    throw failure("option_invalid", "The options cannot be read.", error);
  }
}
