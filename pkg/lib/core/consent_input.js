/** The arguments of the consent calls as texts. The main entry and `docusign-jwt/page` share this code. */
import { tagOf } from "../platform/tag.js";
import { looked } from "./looked.js";
import { plainJson } from "./plain_json.js";
import { needsRandom } from "./platform_parts.js";

/**
 * Makes an error with a code and the remedy of that code.
 *
 * @template {import("../../index.js").ErrorCode} Code
 * @typedef {(code: Code, message: string, cause?: unknown) => Error} Failure
 */

/**
 * The options of a consent URL as JSON. A required option that is missing is `null`.
 *
 * @param {Partial<import("../../index.js").ConsentUrlOptions>} options
 * @param {Failure<"option_invalid" | "option_missing">} failure
 */
export function consentJson(options, failure) {
  if (options === null || typeof options !== "object") {
    throw failure("option_missing", "A consent URL needs clientId, environment and redirectUri.");
  }
  const toJson = () => {
    const { clientId = null, redirectUri = null, ...rest } = options;
    return plainJson({ ...rest, clientId, redirectUri });
  };
  return looked(toJson, (error) => failure("option_invalid", "The options cannot be read.", error));
}

/**
 * The text of the redirect's URL: a string, URL, URLSearchParams or Location of any realm.
 *
 * @param {any} value
 * @param {Failure<"option_invalid">} failure
 * @returns {string}
 */
export function redirectText(value, failure) {
  if (typeof value === "string") return value;
  const read = () => {
    if (tagOf(value) === "URLSearchParams") return String(value);
    if (typeof value?.href === "string") return value.href;
    throw failure("option_invalid", `readRedirect takes the URL of the redirect, not ${kindOf(value)}.`);
  };
  return looked(read, (error) => failure("option_invalid", "The address cannot be read.", error));
}

/** @param {any} value */
function kindOf(value) {
  if (typeof value?.url === "string") return "a request: pass request.url";
  if (typeof value === "object" && value !== null) return "an object: pass the URL itself, such as req.originalUrl";
  return `${value === null ? value : typeof value}`;
}

/**
 * The expected state; undefined if the caller passed none.
 *
 * @param {{ state?: unknown } | undefined} options
 * @param {Failure<"option_invalid" | "state_mismatch">} failure
 */
export function expectedState(options, failure) {
  const read = () => ({
    state: options?.state,
    compares: options !== undefined && "state" in options,
    unknown: Object.keys(options ?? {}).find((name) => name !== "state"),
  });
  const { state, compares, unknown } = looked(read, (error) => failure("option_invalid", "The options cannot be read.", error));
  if (unknown !== undefined) throw failure("option_invalid", `readRedirect has no option ${unknown}. Its option is state.`);
  if (compares && typeof state !== "string") {
    throw failure("state_mismatch", "The option state is undefined. Pass the state that you stored before the redirect.");
  }
  return /** @type {string | undefined} */ (state);
}

/** 48 random bytes: 32 for a code verifier, 16 for a state. */
export function randomForPkce() {
  needsRandom();
  return crypto.getRandomValues(new Uint8Array(48));
}
