import { tagOf } from "../platform/bytes.js";
import { atCaller } from "../core/call_site.js";
import { ask, call, failure } from "../core/core.js";
import { unavailable } from "../core/core_start.js";
import { given } from "../core/given.js";
import { toJson } from "../core/json.js";

/**
 * Returns the URL at which a user consents, once per scope, user and environment.
 *
 * @param {import("../../index.js").ConsentUrlOptions} options
 * @returns {string}
 */
export function consentUrl(options) {
  return atCaller(consentUrl, () => {
    return ask("consentUrl", json(options));
  });
}

/**
 * Returns the URL at which an administrator of a customer's organization consents for its users.
 *
 * @param {import("../../index.js").ConsentUrlOptions} options
 * @returns {string}
 */
export function adminConsentUrl(options) {
  return atCaller(adminConsentUrl, () => {
    return ask("adminConsentUrl", json(options));
  });
}

/**
 * Reads the URL of the redirect.
 *
 * @param {string | URL | URLSearchParams} url
 * @param {{ state: string }} [options]
 * @returns {import("../../index.js").Redirect}
 */
export function readRedirect(url, options) {
  return atCaller(readRedirect, () => read(url, options));
}

/**
 * @param {string | URL | URLSearchParams} url
 * @param {{ state: string }} [options]
 */
function read(url, options) {
  const address = addressFrom(url);
  const { state, compares, unknown } = given(() => ({
    state: options?.state,
    compares: options !== undefined && "state" in options,
    unknown: Object.keys(options ?? {}).find((name) => name !== "state"),
  }));
  if (unknown !== undefined) throw failure("option_invalid", `readRedirect has no option ${unknown}. Its option is state.`);
  if (compares && typeof state !== "string") {
    throw failure("state_mismatch", "The option state is undefined. Pass the state that you stored before the redirect.");
  }
  return JSON.parse(ask("readRedirect", address, "", 0, state));
}

/**
 * The text of a URL: a string, URL, URLSearchParams or Location of any realm.
 *
 * @param {any} value
 * @returns {string}
 */
function addressFrom(value) {
  if (typeof value === "string") return value;
  return given(() => {
    if (tagOf(value) === "URLSearchParams") return String(value);
    if (typeof value?.href === "string") return value.href;
    throw failure("option_invalid", `readRedirect takes the URL of the redirect, not ${kindOf(value)}.`);
  }, "The address");
}

/** @param {any} value */
function kindOf(value) {
  if (typeof value?.url === "string") return "a request: pass request.url";
  if (typeof value === "object" && value !== null) return "an object: pass the URL itself, such as req.originalUrl";
  return `${value === null ? value : typeof value}`;
}

/**
 * Returns a code verifier with its challenge (RFC 7636), and a state.
 *
 * @returns {import("../../index.js").Pkce}
 */
export function createPkce() {
  if (typeof globalThis.crypto?.getRandomValues !== "function") {
    throw unavailable("This runtime has no crypto.", "Set globalThis.crypto to webcrypto from node:crypto before the first call.");
  }
  const random = crypto.getRandomValues(new Uint8Array(48));
  return JSON.parse(call((core) => core.createPkce(random)));
}

/** @param {Partial<import("../../index.js").ConsentUrlOptions>} options */
function json(options) {
  if (options === null || typeof options !== "object") {
    throw failure("option_missing", "A consent URL needs clientId, environment and redirectUri.");
  }
  const { clientId = null, redirectUri = null, ...rest } = given(() => ({ ...options }));
  return toJson({ ...rest, clientId, redirectUri });
}
