/** Authorization Code Grant and refresh tokens, for users who are present. */
import { ask, failure } from "../core/core.js";
import { toJson } from "../core/json.js";
import { callOptions, withNulls } from "./options.js";

/** @import * as api from "../../index.js" */
/** @import { Operate } from "./drive.js" */
/** @import { Engine } from "./engine.js" */

/**
 * Exchanges the code of a redirect for tokens. After that, consent may be there: earlier refusals do not count.
 *
 * @param {Engine} engine
 * @param {string} json the settings for the core
 * @param {Parameters<api.DocusignAuth["exchangeCode"]>[0]} options
 * @param {Operate} operate
 * @returns {Promise<api.UserTokens>}
 */
export async function exchangeCode(engine, json, options, operate) {
  const { signal, adminConsent = false, ...fields } = callOptions(options);
  const tokens = await operate("codeExchange", toJson(withNulls(fields, ["code", "codeVerifier", "clientSecret"])), signal);
  engine.memory.refusals.clear();
  if (tokens.idToken === undefined) {
    if (!adminConsent) return tokens;
    throw failure("organizations_missing", "The response to the code has no ID token.");
  }
  const organizations = adminConsent ? "" : undefined;
  return { ...tokens, idTokenClaims: JSON.parse(ask("readIdToken", tokens.idToken, json, engine.now(), organizations)) };
}

/**
 * Exchanges a refresh token for new tokens.
 *
 * @param {Parameters<api.DocusignAuth["refreshToken"]>[0]} options
 * @param {Operate} operate
 * @returns {Promise<api.UserTokens>}
 */
export async function refreshTokens(options, operate) {
  const { signal, ...fields } = callOptions(options);
  return operate("refresh", toJson(withNulls(fields, ["refreshToken", "clientSecret"])), signal);
}
