/**
 * What a driven operation needs that sends a token: it gets one, and tells the engine which one an API refuses.
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
      if (accessToken !== undefined && statusOf(response) === 401) engine.refuse(facts, accessToken, again);
      return response;
    },
    /** @param {boolean} refused */
    async token(refused) {
      again = refused;
      const kept = await engine.current(json, facts, signal, refused ? accessToken : undefined);
      accessToken = kept.accessToken;
      return accessToken;
    },
  };
}

/**
 * The status of what a caller's fetch returned; whether that is a response, others check.
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
