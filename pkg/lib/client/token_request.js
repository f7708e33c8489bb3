/** Gets a token that is not in memory: from the store, or by a token request (JWT grant). */
import { drive } from "./drive.js";

/** @import { Facts, Received } from "../core/facts.js" */
/** @import { Signal } from "../platform/abort.js" */
/** @import { Wish } from "../store/shared_tokens.js" */
/** @import { Begin } from "./drive.js" */
/** @import { Engine } from "./engine.js" */
/** @import { KeptToken } from "./kept_token.js" */

/**
 * Returns the token of another process, if there is a store that has it, or requests one. Notes a refusal.
 *
 * @param {Engine} engine
 * @param {string} json the settings for the core
 * @param {Facts} facts
 * @param {Wish} wish
 * @param {Signal | undefined} signal
 * @returns {Promise<KeptToken>}
 */
export async function obtainToken(engine, json, facts, wish, signal) {
  const { memory, shared } = engine;
  const { cacheKey } = facts;
  const request = () => requestToken(engine, json, facts, wish.refused !== undefined, signal);
  const place = {
    get: () => memory.tokens.get(cacheKey),
    keep: (/** @type {Received} */ received) => memory.keepShared(cacheKey, received, engine.now()),
  };
  try {
    return await (shared ? /** @type {Promise<KeptToken>} */ (shared.obtain(facts, place, request, wish, signal)) : request());
  } catch (error) {
    memory.refusals.note(cacheKey, error, engine.now());
    throw error;
  }
}

/**
 * @param {Engine} engine
 * @param {string} json the settings for the core
 * @param {Facts} facts
 * @param {boolean} afterRefusal
 * @param {Signal | undefined} signal
 */
async function requestToken(engine, json, facts, afterRefusal, signal) {
  const { memory } = engine;
  const host = engine.host(facts);
  const keys = host.signers.length;
  const { lessons } = memory;
  /** @type {Begin} */
  const begin = (core, now) => core.Operation.begin("jwtExchange", json, lessons, keys, now);
  const begun = engine.now();
  const { era } = memory;
  const { token, renewAt, lessons: learnt } = await drive(begin, host, signal);
  const now = engine.now();
  if (era === memory.era) memory.lessons = JSON.stringify(learnt);
  const entry = memory.keep(facts.cacheKey, { token, renewAt, receivedAt: begun, afterRefusal }, era, now);
  const { expiresAt } = token;
  engine.emit(facts, { type: "exchange", duration: now - begun, expiresAt });
  return entry;
}
