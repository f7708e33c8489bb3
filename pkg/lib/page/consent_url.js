import { consentJson } from "../core/consent_input.js";
import { readClientId } from "./client_id.js";
import { readEnvironment } from "./environment.js";
import { failure } from "./failure.js";
import { checkText, invalid, neededText, readOptions } from "./options.js";
import { checkRedirectUri } from "./redirect_uri.js";
import { readScopes } from "./scopes.js";
import { CONSENT_OPTIONS, optionNotFlag, responseTypeOdd } from "./texts.js";

/**
 * The URL at which a user consents, once for each scope, user and environment.
 *
 * @param {import("../../index.js").ConsentUrlOptions} options
 * @returns {string}
 */
export function consentUrl(options) {
  return url(options, (scope) => ({ scope }));
}

/**
 * The URL at which an administrator of a customer's organisation consents for its users.
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
  const options = readOptions(consentJson(given, failure), CONSENT_OPTIONS);
  const scopes = readScopes(options.scopes) ?? ["signature"];
  const redirectUri = neededText(options, "redirectUri");
  const [state, prompt, loginHint, uiLocales, codeChallenge, responseType = "code"] = OPTIONAL.map((name) =>
    checkText(options[name] ?? undefined, name),
  );
  // The JWT grant needs it. A code with PKCE, or an implicit token, is for the person who logs in.
  const impersonation = options.impersonation ?? !(codeChallenge !== undefined || responseType === "token");
  if (typeof impersonation !== "boolean") throw invalid(optionNotFlag("impersonation"));
  if (impersonation && !scopes.includes("impersonation")) scopes.push("impersonation");
  const origin = readEnvironment(options.environment);
  const clientId = readClientId(neededText(options, "clientId"));
  checkRedirectUri(redirectUri);
  if (responseType !== "code" && responseType !== "token") throw invalid(responseTypeOdd);
  const parameters = {
    response_type: responseType,
    ...scopeOf(scopes.join(" ")),
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    prompt,
    login_hint: loginHint,
    ui_locales: uiLocales,
    code_challenge: codeChallenge,
    code_challenge_method: codeChallenge === undefined ? undefined : "S256",
  };
  const query = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encoded(value)}`));
  return `${origin}/oauth/auth?${query.join("&")}`;
}

/** The options that are texts and may be left out. */
const OPTIONAL = ["state", "prompt", "loginHint", "uiLocales", "codeChallenge", "responseType"];

/**
 * A value as it stands in a query (RFC 3986, section 2.3).
 *
 * @param {string} value
 */
function encoded(value) {
  return encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
