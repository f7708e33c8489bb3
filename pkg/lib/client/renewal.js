/** Renews tokens: one request for all callers, the old token after a failure, and renewal in the background. */
import { steersFramework } from "../core/fetch_failure.js";
import { later } from "./background_work.js";
import { obtainToken } from "./token_request.js";

/** @import { ErrorCode } from "../../index.js" */
/** @import { Facts } from "../core/facts.js" */
/** @import { Signal } from "../platform/abort.js" */
/** @import { Engine, Wanted } from "./engine.js" */
/** @import { KeptToken } from "./kept_token.js" */

/**
 * Returns the cached token or a new one, and never the token that an API has `refused`.
 *
 * @param {Engine} engine
 * @param {string} json the settings for the core
 * @param {Facts} facts
 * @param {Signal | undefined} signal
 * @param {string} [refused]
 * @returns {Promise<KeptToken>}
 */
export async function currentToken(engine, json, facts, signal, refused) {
  if (refused !== undefined) engine.memory.refuse(facts.cacheKey, refused, false, engine.now());
  return engine.cached(facts, { signal }) ?? (await renewToken(engine, json, facts, { signal }, refused));
}

/**
 * Mints a new token. If that fails, returns the cached one, if it is still valid.
 *
 * @param {Engine} engine
 * @param {string} json the settings for the core
 * @param {Facts} facts
 * @param {Wanted | undefined} options
 * @param {string} [refused]
 * @returns {Promise<KeptToken>}
 */
export async function renewToken(engine, json, facts, options, refused) {
  const { memory, flights, waitUntil } = engine;
  const { signal, forceRefresh } = options ?? {};
  const fresh = Boolean(forceRefresh);
  const { cacheKey } = facts;
  const known = fresh ? undefined : memory.refusals.error(cacheKey, engine.now());
  if (known !== undefined) return live(engine, facts, known);
  const entry = memory.tokens.get(cacheKey);
  if (entry?.refused) refused ??= entry.accessToken;
  /** @param {Signal | undefined} shared */
  const work = (shared) => {
    const token = obtainToken(engine, json, facts, { refused, fresh }, shared);
    // The platform keeps it running after the end of its request.
    if (waitUntil) later(waitUntil, token);
    return token;
  };
  // A new token serves every caller. A stored token may be the one that this caller refuses.
  const unwanted = engine.shared === undefined ? "" : fresh ? " fresh" : refused === undefined ? "" : ` not ${refused}`;
  const key = cacheKey + unwanted;
  if (waitUntil && !fresh && refused === undefined && !signal?.aborted) {
    const valid = behind(engine, key, work, facts);
    if (valid !== undefined) return valid;
  }
  try {
    return await flights.run(key, work, signal);
  } catch (error) {
    if (signal?.aborted || fresh || steersFramework(error)) throw error;
    return live(engine, facts, error);
  }
}

/**
 * Returns the cached token after a failed renewal, if it is still valid and no API has refused it.
 *
 * @param {Engine} engine
 * @param {Facts} facts
 * @param {unknown} error
 * @returns {KeptToken}
 */
function live(engine, facts, error) {
  const entry = engine.memory.outlives(facts.cacheKey, engine.now());
  if (entry === undefined) throw error;
  engine.emit(facts, { type: "renewal_failed", code: /** @type {{ code?: ErrorCode } | undefined} */ (error)?.code });
  return entry;
}

/**
 * Returns the cached token, if it is valid, while one request renews it in the background.
 *
 * @param {Engine} engine
 * @param {string} key
 * @param {(signal: Signal | undefined) => Promise<KeptToken>} work
 * @param {Facts} facts
 */
function behind(engine, key, work, facts) {
  const now = engine.now();
  const entry = engine.memory.tokens.get(facts.cacheKey);
  if (entry === undefined || now >= entry.expiresAt) return undefined;
  // If the renewing request disappears, the next one renews.
  if (entry.renewing === undefined || entry.renewing <= now) {
    entry.renewing = now + facts.timeout;
    const told = engine.flights.run(key, work).catch((error) => {
      try {
        live(engine, facts, error);
      } catch {
        // The token has expired meanwhile. The next caller gets the error.
      }
    });
    // The platform may stop when the promise has settled, so it settles after the failure was reported.
    later(engine.waitUntil, told);
  }
  return entry;
}
