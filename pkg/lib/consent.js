import { call, failure } from "./core.js";
import { toJson } from "./json.js";

/** The URL at which a user consents, once for each scope, user and environment. */
export function consentUrl(options) {
  return call((core) => core.consentUrl(json(options)));
}

/** The URL at which an administrator of a customer's organisation consents for its users. */
export function adminConsentUrl(options) {
  return call((core) => core.adminConsentUrl(json(options)));
}

/** Reads the address that the browser came back with. */
export function readRedirect(url, options) {
  const { state } = options ?? {};
  if (options !== undefined && "state" in options && typeof state !== "string") {
    throw failure("state_mismatch", "The state to compare with is not there; was it kept?");
  }
  return JSON.parse(call((core) => core.readRedirect(String(url), state)));
}

/** A code verifier with its challenge (RFC 7636), and a state. */
export function createPkce() {
  const random = crypto.getRandomValues(new Uint8Array(48));
  return JSON.parse(call((core) => core.createPkce(random)));
}

function json(options) {
  if (options === null || typeof options !== "object") {
    throw failure("option_missing", "A consent URL needs clientId, environment and redirectUri.");
  }
  const { clientId = null, redirectUri = null, ...rest } = options;
  return toJson({ ...rest, clientId, redirectUri });
}
