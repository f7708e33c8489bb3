/** One request by the platform's fetch, and the answer as status, headers and bounded text. */

/** No answer that belongs here is larger. */
const MOST_BYTES = 1024 * 1024;

export class TooLarge extends Error {
  limit = MOST_BYTES;
}

/** Calls fetch with nothing but what every platform knows, and never follows a redirect. */
export async function send(fetch, { method, url, headers, body }, signal) {
  const init = { method, headers, redirect: "manual", signal };
  if (body !== undefined && body !== null) {
    init.body = body;
    if (isStream(body)) init.duplex = "half";
  }
  const response = await fetch(url, init);
  const isStatus = Number.isInteger(response?.status) && response.status >= 0 && response.status < 1000;
  if (!isStatus || typeof response.headers?.forEach !== "function") {
    throw new TypeError("fetch returned something that is not a Response");
  }
  return response;
}

/** Whether a body can be sent only once: a web stream, or, in Node, any of its own and async iterables. */
export function isStream(body) {
  if (typeof ReadableStream === "function" && body instanceof ReadableStream) return true;
  return typeof body?.[Symbol.asyncIterator] === "function";
}

export function headersOf(response) {
  const headers = [];
  response.headers.forEach((value, name) => headers.push([String(name), String(value)]));
  return headers;
}

/** The body as text. */
export async function textOf(response) {
  if (Number(response.headers.get?.("content-length")) > MOST_BYTES) {
    discard(response);
    throw new TooLarge();
  }
  if (typeof response.body?.getReader !== "function") return bounded(await response.text());
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      reader.cancel().catch(() => {});
      throw new TooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

function bounded(text) {
  if (typeof text !== "string") throw new TypeError("fetch returned a Response without a text");
  if (text.length > MOST_BYTES) throw new TooLarge();
  return text;
}

/** Gives up a body that nobody will read, so that its connection is free again. */
export function discard(response) {
  response.body?.cancel?.().catch(() => {});
}
