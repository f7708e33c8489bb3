/** One request to the core, and its response. */

/**
 * Sends a request to the core; `headers` are alternating names and values. The result has `status`, `headers` as
 * pairs, and the body as bytes or as `next`. `next` resolves to the next chunk, and to undefined at the end.
 * `whenLost` receives a function that cancels the request.
 */
export async function exchange(core, { method, target, headers, body, secure, anywhere, whenLost }) {
  const pending = core.respond(method, target, headers, body, secure, anywhere);
  whenLost?.(() => pending.cancel());
  const answer = await pending.answer;
  const flat = answer.headers;
  const pairs = Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at], flat[2 * at + 1]]);
  const result = { status: answer.status, headers: pairs, whole: answer.whole() };
  if (result.whole !== undefined) answer.free();
  else result.next = () => answer.next();
  return result;
}
