import { atCaller } from "../core/call_site.js";
import { consentJson, expectedState, randomForPkce, redirectText } from "../core/consent_input.js";
import { ask, call, failure } from "../core/core.js";

/**
 * Returns the URL at which a user consents, once per scope, user and environment.
 *
 * @param {import("../../index.js").ConsentUrlOptions} options
 * @returns {string}
 */
export function consentUrl(options) {
  return atCaller(consentUrl, () => {
    return ask("consentUrl", consentJson(options, failure));
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
    return ask("adminConsentUrl", consentJson(options, failure));
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
  return atCaller(readRedirect, () => {
    const address = redirectText(url, failure);
    return JSON.parse(ask("readRedirect", address, "", 0, expectedState(options, failure)));
  });
}

/**
 * Returns a code verifier with its challenge (RFC 7636), and a state.
 *
 * @returns {import("../../index.js").Pkce}
 */
export function createPkce() {
  const random = randomForPkce();
  return JSON.parse(call((core) => core.createPkce(random)));
}
