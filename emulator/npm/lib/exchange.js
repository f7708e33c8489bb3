/** One request to the core, and its response. */

/**
 * Answers a request: `headers` are names and values in turn. The result has `status`, `headers` as pairs, and the body
 * either whole, as bytes, or as `next`, which resolves to the next piece and to undefined at the end. `whenLost` takes a
 * function that stops it all, when nobody waits any more.
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
