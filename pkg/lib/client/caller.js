/** What a driven operation needs that sends a token: it gets one, and tells the engine which one an API refuses. */
export function callerOf(engine, json, facts, signal) {
  const host = engine.host(facts);
  let accessToken;
  let again = false;
  return {
    ...host,
    async fetch(url, init) {
      const response = await host.fetch(url, init);
      if (accessToken !== undefined && statusOf(response) === 401) engine.refuse(facts, accessToken, again);
      return response;
    },
    async token(refused) {
      again = refused;
      ({ accessToken } = await engine.current(json, facts, signal, refused ? accessToken : undefined));
      return accessToken;
    },
  };
}

/** The status of what a caller's fetch returned; whether that is a response, others check. */
function statusOf(response) {
  try {
    return response.status;
  } catch {
    return undefined;
  }
}
