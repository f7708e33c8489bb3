/** One request by the platform's fetch, and the answer as status, headers and bounded text. */
import { kindOf, viewOf } from "./bytes.js";
import { ignore } from "./callback.js";
import { noStore } from "./no_store.js";

/** No answer that belongs here is larger. */
const MOST_BYTES = 1024 * 1024;

/** After this many chunks of a body, timers get their turn. */
const CHUNKS_AT_ONCE = 256;

/**
 * A fetch: the platform's, or the caller's.
 *
 * @typedef {(url: string, init: RequestInit) => Response | Promise<Response>} Fetch
 */

/**
 * A request as the core says it, with what `auth.fetch` adds.
 *
 * @typedef {object} Sent
 * @property {string} method
 * @property {string} url
 * @property {[string, string][] | Headers} headers
 * @property {any} [body]
 * @property {RequestInit & { next?: any, cf?: any }} [init]
 */

/**
 * What was read of a response.
 *
 * @typedef {{ response: Response, status: number, headers: [string, string][] }} Answer
 */

export class TooLarge extends Error {
  limit = MOST_BYTES;
}

/**
 * Calls fetch, never follows a redirect, and lets nobody cache. Returns what was read of the response, once: its getters
 * may say something else the next time.
 *
 * @param {Fetch} fetch
 * @param {Sent} request
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
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
 * jsdom brings an AbortSignal of its own, which Node's fetch refuses. Without it, whoever waits still gives up in time.
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
 * Whether the caller says in another field how the answer is cached: the platforms refuse two statements.
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
 * @returns {Answer}
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
 * Whether a body can be sent only once: a web stream, or, in Node, any of its own and async iterables.
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
 * @param {Answer} answer
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
    // Whoever waited may have gone, and this one would read on for ever.
    if (signal.aborted) throw signal.reason;
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    const chunk = viewOf(value);
    if (chunk === undefined) throw new TypeError(`the body of the Response contains ${kindOf(value)}, not bytes`);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new TooLarge();
    text += decoder.decode(chunk, { stream: true });
    // Promises alone never let a timer run: neither ours, nor that of any other request.
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
 * Gives up a body that nobody will read, so that its connection is free again.
 *
 * @param {Response} response
 */
export function discard(response) {
  try {
    cancel(response.body);
  } catch {
    // It cannot even be looked at.
  }
}

/** @param {any} body */
function cancel(body) {
  try {
    ignore(body?.cancel?.());
  } catch {
    // What does not end is left to the platform.
  }
}
