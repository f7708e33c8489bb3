/** Sends one request with fetch, and reads the response as status, headers and bounded text. */
import { kindOf, viewOf } from "./bytes.js";
import { ignore } from "./callback.js";
import { noStore } from "./no_store.js";

/** The maximum size of a response. */
const MOST_BYTES = 1024 * 1024;

/** After this many chunks of a body, timers get their turn. */
const CHUNKS_AT_ONCE = 256;

/**
 * A fetch: the platform's, or the caller's.
 *
 * @typedef {(url: string, init: RequestInit) => Response | Promise<Response>} Fetch
 */

/**
 * A request of the core, with the additions of `auth.fetch`.
 *
 * @typedef {object} Sent
 * @property {string} method
 * @property {string} url
 * @property {[string, string][] | Headers} headers
 * @property {any} [body]
 * @property {RequestInit & { next?: any, cf?: any }} [init]
 */

/**
 * The parts of a response that were read.
 *
 * @typedef {{ response: Response, status: number, headers: [string, string][] }} ReadResponse
 */

export class TooLarge extends Error {
  limit = MOST_BYTES;
}

/**
 * Calls fetch without redirects and without caching. Reads each part of the response once, because its getters may
 * return something else the next time.
 *
 * @param {Fetch} fetch
 * @param {Sent} request
 * @param {AbortSignal} signal
 * @returns {Promise<ReadResponse>}
 */
export async function send(fetch, { method, url, headers, body, init }, signal) {
  /** @type {RequestInit & { duplex?: "half", signal: AbortSignal }} */
  const all = { ...(isCached(init) ? {} : noStore()), ...init, method, headers, redirect: "manual", signal };
  if (body !== undefined && body !== null) {
    all.body = body;
    if (isStream(body)) all.duplex = "half";
  }
  return read(await ask(fetch, url, all));
}

/**
 * jsdom has its own AbortSignal, which Node's fetch refuses. Without a signal, the caller still stops waiting in time.
 *
 * @param {Fetch} fetch
 * @param {string} url
 * @param {RequestInit & { signal: AbortSignal }} init
 */
async function ask(fetch, url, init) {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { signal, ...rest } = init;
    if (signal.aborted || !refusesSignal(error)) throw error;
    return fetch(url, rest);
  }
}

/** @param {any} error */
function refusesSignal(error) {
  try {
    return /signal.*AbortSignal/.test(error.message);
  } catch {
    return false;
  }
}

/**
 * Whether another field of the caller controls caching: platforms refuse two.
 *
 * @param {{ next?: any, cf?: any }} [init]
 */
function isCached({ next, cf } = {}) {
  const inNext = next?.revalidate !== undefined || next?.tags !== undefined;
  return inNext || Object.keys(cf ?? {}).some((name) => name.startsWith("cache"));
}

/** @param {any} response */
function read(response) {
  try {
    return look(response);
  } catch (error) {
    throw Odd.is(error) ? error : new Odd("fetch returned a Response that cannot be read");
  }
}

class Odd extends TypeError {
  /** @type {undefined} */
  #own;
  /** @param {unknown} error */
  static is = (error) => typeof error === "object" && error !== null && #own in error;
}

/**
 * @param {any} response
 * @returns {ReadResponse}
 */
function look(response) {
  if (response === null || typeof response !== "object") {
    throw new Odd(`fetch returned ${kindOf(response)}, not a Response`);
  }
  const { status } = response;
  if (!(Number.isInteger(status) && status >= 0 && status < 1000)) {
    throw new Odd("fetch returned a Response without an HTTP status");
  }
  if (typeof response.headers?.forEach !== "function") throw new Odd("fetch returned a Response without Headers");
  /** @type {[string, string][]} */
  const headers = [];
  response.headers.forEach((/** @type {unknown} */ value, /** @type {unknown} */ name) => {
    headers.push([String(name), String(value)]);
  });
  return { response, status, headers };
}

/**
 * Whether a body can be sent only once: a web stream, or in Node a Node stream or an async iterable.
 *
 * @param {any} body
 */
export function isStream(body) {
  return typeof body?.getReader === "function" || typeof body?.[Symbol.asyncIterator] === "function";
}

/**
 * A header's value, by its name in lower case.
 *
 * @param {[string, string][]} headers
 * @param {string} wanted
 */
export function headerOf(headers, wanted) {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/**
 * The body as text.
 *
 * @param {ReadResponse} read
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
export async function textOf({ response, headers }, signal) {
  if (Number(headerOf(headers, "content-length")) > MOST_BYTES) {
    discard(response);
    throw new TooLarge();
  }
  const { body } = response;
  if (typeof body?.getReader !== "function") return bounded(await response.text());
  const reader = body.getReader();
  try {
    return await textFrom(reader, signal);
  } catch (error) {
    cancel(reader);
    throw error;
  }
}

/**
 * @param {ReadableStreamDefaultReader<unknown>} reader
 * @param {AbortSignal} signal
 */
async function textFrom(reader, signal) {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let chunks = 1; ; chunks += 1) {
    // The caller may be gone, and this loop would never end.
    if (signal.aborted) throw signal.reason;
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    const chunk = viewOf(value);
    if (chunk === undefined) throw new TypeError(`the body of the Response contains ${kindOf(value)}, not bytes`);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new TooLarge();
    text += decoder.decode(chunk, { stream: true });
    // A chain of promises alone never runs timers.
    if (chunk.length === 0 || chunks % CHUNKS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
  }
}

/** @param {unknown} text */
function bounded(text) {
  if (typeof text !== "string") throw new TypeError(`fetch returned a Response whose text is ${kindOf(text)}`);
  if (text.length > MOST_BYTES) throw new TooLarge();
  return text;
}

/**
 * Cancels an unread body, to free its connection.
 *
 * @param {Response} response
 */
export function discard(response) {
  try {
    cancel(response.body);
  } catch {
    // It cannot be read at all.
  }
}

/** @param {any} body */
function cancel(body) {
  try {
    ignore(body?.cancel?.());
  } catch {
    // A cancel that never settles is left to the platform.
  }
}
