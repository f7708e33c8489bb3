import { consentJson } from "../core/consent_input.js";
import { readClientId } from "./client_id.js";
import { unreadable } from "./config_failure.js";
import { readEnvironment } from "./environment.js";
import { checkText, invalid, neededText, readOptions } from "./options.js";
import { checkRedirectUri } from "./redirect_uri.js";
import { readScopes } from "./scopes.js";
import { CONSENT_OPTIONS, optionNotFlag, responseTypeOdd } from "./texts.js";

/**
 * Returns the URL at which a user consents, once per scope, user and environment.
 *
 * @param {import("../../index.js").ConsentUrlOptions} options
 * @returns {string}
 */
export function consentUrl(options) {
  return url(options, (scope) => ({ scope }));
}

/**
 * The URL at which an administrator of a customer's organization consents for its users.
 *
 * @param {import("../../index.js").ConsentUrlOptions} options
 * @returns {string}
 */
export function adminConsentUrl(options) {
  return url(options, (scopes) => ({ scope: "openid", admin_consent_scope: scopes }));
}

/**
 * @param {import("../../index.js").ConsentUrlOptions} given
 * @param {(scopes: string) => { [name: string]: string }} scopeOf
 */
function url(given, scopeOf) {
  const options = readOptions(consentJson(given, unreadable), CONSENT_OPTIONS);
  const scopes = readScopes(options.scopes) ?? ["signature"];
  const redirectUri = neededText(options, "redirectUri");
  const texts = OPTIONAL.map((name) => /** @type {const} */ ([name, checkText(options[name] ?? undefined, name)]));
  const { codeChallenge, responseType = "code", ...others } = Object.fromEntries(texts);
  // The JWT grant needs impersonation. A code with PKCE and an implicit token are for the user who logs in.
  const impersonation = options.impersonation ?? !(codeChallenge !== undefined || responseType === "token");
  if (typeof impersonation !== "boolean") throw invalid(optionNotFlag("impersonation"));
  if (impersonation && !scopes.includes("impersonation")) scopes.push("impersonation");
  const origin = readEnvironment(options.environment);
  const clientId = readClientId(neededText(options, "clientId"));
  checkRedirectUri(redirectUri);
  if (responseType !== "code" && responseType !== "token") throw invalid(responseTypeOdd);
  const parameters = {
    responseType,
    ...scopeOf(scopes.join(" ")),
    clientId,
    redirectUri,
    ...others,
    codeChallenge,
    code_challenge_method: codeChallenge === undefined ? undefined : "S256",
  };
  const query = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : `${parameterOf(name)}=${encoded(value)}`,
  );
  return `${origin}/oauth/auth?${query.join("&")}`;
}

/** The optional texts. */
const OPTIONAL = ["state", "prompt", "loginHint", "uiLocales", "codeChallenge", "responseType"];

/**
 * The name of an option in the URL.
 *
 * @param {string} name
 */
const parameterOf = (name) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/**
 * A value as it stands in a query (RFC 3986, section 2.3).
 *
 * @param {string} value
 */
function encoded(value) {
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
