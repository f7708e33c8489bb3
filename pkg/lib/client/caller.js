import { currentToken } from "./renewal.js";

/**
 * The part of a driven operation that sends a token: gets one, and reports refused tokens to the memory.
 *
 * @param {import("./engine.js").Engine} engine
 * @param {string} json the settings for the core
 * @param {import("../core/facts.js").Facts} facts
 * @param {import("../platform/abort.js").Signal} [signal]
 */
export function callerOf(engine, json, facts, signal) {
  const host = engine.host(facts);
  /** @type {string | undefined} */
  let accessToken;
  let again = false;
  return {
    ...host,
    /** @type {import("../platform/transport.js").Fetch} */
    async fetch(url, init) {
      const response = await host.fetch(url, init);
      if (accessToken !== undefined && statusOf(response) === 401) {
        engine.memory.refuse(facts.cacheKey, accessToken, again, engine.now());
      }
      return response;
    },
    /** @param {boolean} refused */
    async token(refused) {
      again = refused;
      const kept = await currentToken(engine, json, facts, signal, refused ? accessToken : undefined);
      accessToken = kept.accessToken;
      return accessToken;
    },
  };
}

/**
 * The status of the result of a caller's fetch. The result is checked elsewhere.
 *
 * @param {any} response
 */
function statusOf(response) {
  try {
    return response.status;
  } catch {
    return undefined;
  }
}
