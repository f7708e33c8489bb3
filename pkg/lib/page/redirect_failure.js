import { RedirectError } from "../core/redirect_error.js";
import { unreadable } from "./config_failure.js";
import { REDIRECT_REMEDIES } from "./texts.js";

/**
 * Makes an error about the redirect.
 *
 * @param {keyof typeof REDIRECT_REMEDIES} code
 * @param {string} message
 * @param {{ error: string, errorDescription: string | undefined }} [words] Docusign's words
 */
export function redirectFailure(code, message, words) {
  return new RedirectError({ code, message, remedy: REDIRECT_REMEDIES[code], ...words });
}

/** @type {import("../core/consent_input.js").Failure<"option_invalid" | "state_mismatch">} */
export function failure(code, message, cause) {
  return code === "state_mismatch" ? redirectFailure(code, message) : unreadable(code, message, cause);
}
