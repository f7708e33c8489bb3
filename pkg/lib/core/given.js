/**
 * Reads a caller's values safely. A getter or a Proxy that throws is reported as a wrong option.
 */
import { kindOf } from "../platform/bytes.js";
import { failure } from "./core.js";
import { looked } from "./looked.js";

/** @typedef {{ [name: string]: any }} Fields options as given, of any type */

/**
 * @template T
 * @param {() => T} look
 * @param {string} [what]
 * @param {import("../../index.js").ErrorCode} [code]
 * @returns {T}
 */
export function given(look, what = "The options", code = "option_invalid") {
  return looked(look, (error) => failure(code, `${what} cannot be read.`, error));
}

/**
 * Copies the options. A string is refused: each character would be an option.
 *
 * @template {object} T
 * @param {T | null | undefined} options
 * @returns {Partial<T>}
 */
export function spread(options) {
  if (options === undefined || options === null || typeof options === "object")
    return given(() => /** @type {Partial<T>} */ ({ ...options }));
  throw failure("option_invalid", `The options are ${kindOf(options)}, not an object.`);
}

/**
 * The options with these names, each read once, including inherited ones.
 *
 * @template {string} Name
 * @param {any} options
 * @param {readonly Name[]} names
 */
export function pick(options, names) {
  return given(() => {
    /** @type {{ [name in Name]?: any }} */
    const picked = {};
    for (const name of names) {
      const value = options?.[name];
      if (value !== undefined) picked[name] = value;
    }
    return picked;
  });
}
