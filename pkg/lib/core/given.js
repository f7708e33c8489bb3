/**
 * Looks at what a caller gave. A getter or a Proxy may throw whatever it likes; to the caller that is a wrong
 * option, like any other.
 */
import { kindOf } from "../platform/bytes.js";
import { failure } from "./core.js";
import { looked } from "./looked.js";

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
 * A copy of the options. A text would be one of a million options.
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
 * The options of these names, each read once, also where they are inherited.
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
