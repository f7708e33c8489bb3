import { ConfigError } from "../core/config_error.js";
import { RedirectError } from "../core/redirect_error.js";
import { CONFIG_REMEDIES, REDIRECT_REMEDIES } from "./texts.js";

/**
 * An error about an option.
 *
 * @param {keyof typeof CONFIG_REMEDIES} code
 * @param {string} message
 * @param {string} [remedy] in place of the usual remedy of the code
 * @param {unknown} [cause]
 */
export function configFailure(code, message, remedy = CONFIG_REMEDIES[code], cause = undefined) {
  return new ConfigError({ code, message, remedy }, { cause });
}

/**
 * An error about the address that the browser came back to.
 *
 * @param {keyof typeof REDIRECT_REMEDIES} code
 * @param {string} message
 * @param {{ error: string, errorDescription: string | undefined }} [words] of Docusign
 */
export function redirectFailure(code, message, words) {
  return new RedirectError({ code, message, remedy: REDIRECT_REMEDIES[code], ...words });
}

/** @type {import("../core/consent_input.js").Failure} */
export function failure(code, message, cause) {
  if (code in REDIRECT_REMEDIES) return redirectFailure(/** @type {keyof typeof REDIRECT_REMEDIES} */ (code), message);
  return configFailure(/** @type {keyof typeof CONFIG_REMEDIES} */ (code), message, undefined, cause);
}
