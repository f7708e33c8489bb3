import { ConfigError } from "../core/config_error.js";
import { CONFIG_REMEDIES } from "./texts.js";

/** @typedef {keyof typeof CONFIG_REMEDIES} Code */

/**
 * Makes an error about an option.
 *
 * @param {Code} code
 * @param {string} message
 * @param {string} [remedy] default: the remedy of the code
 * @param {unknown} [cause]
 */
export function configFailure(code, message, remedy = CONFIG_REMEDIES[code], cause = undefined) {
  return new ConfigError({ code, message, remedy }, { cause });
}

/** @type {import("../core/consent_input.js").Failure<Code>} */
export const unreadable = (code, message, cause) => configFailure(code, message, undefined, cause);
