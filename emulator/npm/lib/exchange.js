/** One request to the core, and its response. */

/**
 * Sends a request to the core; `headers` are alternating names and values. The result has `status`, `headers` as
 * pairs, and the body as bytes or as `next`. `next` resolves to the next chunk, and to undefined at the end.
 * `whenLost` receives a function that cancels the request.
 */
export async function exchange(core, { method, target, headers, body, secure, anywhere, whenLost }) {
  const pending = core.respond(method, target, headers, body, secure, anywhere);
  whenLost?.(() => pending.cancel());
  const response = await pending.response;
  const flat = response.headers;
  const pairs = Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at], flat[2 * at + 1]]);
  const result = { status: response.status, headers: pairs, whole: response.whole() };
  if (result.whole !== undefined) response.free();
  else result.next = () => response.next();
  return result;
}
