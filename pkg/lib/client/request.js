/** The input of `auth.fetch`: a path or a URL with an init, or a `Request`. */
import { signalOf } from "../core/caller_signal.js";
import { failure } from "../core/core.js";
import { given, pick } from "../core/given.js";
import { unlessAborted } from "../platform/abort.js";
import { tagOf } from "../platform/tag.js";
import { readInit } from "./request_init.js";

/** @typedef {import("./request_init.js").Wish & { target: string }} Request */

/** A body of these types was text when the `Request` was made: it is in memory and can be sent again. */
const TEXT = /^\s*(?:text\/|application\/(?:[\w.+-]*json|x-www-form-urlencoded))/i;

/**
 * Reads the caller's input once. As with fetch, a field of the init replaces that of the `Request`.
 *
 * @param {any} target
 * @param {any} init
 * @returns {Promise<Request>}
 */
export async function readRequest(target, init) {
  const wish = readInit(init);
  const kind = typeof target === "string" ? "text" : given(() => tagOf(target), "The argument of auth.fetch");
  if (kind === "text" || kind === "URL") return { target: given(() => String(target), "The URL"), ...wish };
  if (kind === "Request") return ofRequest(target, wish);
  throw failure("option_invalid", "auth.fetch takes a path, a URL or a Request, and an optional init.");
}

/**
 * A `Request` with the replaced fields. Other fields of the `Request` are not passed on: it has defaults for all of
 * them.
 *
 * @param {any} request
 * @param {import("./request_init.js").Wish} wish
 * @returns {Promise<Request>}
 */
async function ofRequest(request, wish) {
  const { url, bodyUsed, ...own } = pick(request, ["url", "method", "headers", "bodyUsed", "signal"]);
  const target = given(() => String(url), "The URL of the Request");
  const signal = wish.signal ?? signalOf(own.signal);
  const read = { ...wish, target, signal, method: wish.method ?? own.method, headers: wish.headers ?? own.headers };
  if (wish.body !== undefined || /^(?:GET|HEAD)$/.test(own.method)) return read;
  if (bodyUsed === true) throw failure("option_invalid", "The body of the Request was already used. Pass request.clone().");
  const body = given(() => request.body, "The body of the Request");
  const type = given(() => String(own.headers.get("content-type")), "The headers of the Request");
  // Some browsers do not show the body of a Request.
  const isRead = body === undefined || (body !== null && TEXT.test(type));
  if (!isRead) return { ...read, body };
  const bytes = await unlessAborted(bytesOf(request), signal);
  return bytes.byteLength === 0 ? read : { ...read, body: bytes };
}

/**
 * @param {any} request
 * @returns {Promise<ArrayBuffer>}
 */
async function bytesOf(request) {
  try {
    return await request.arrayBuffer();
  } catch (error) {
    throw failure("option_invalid", "The body of the Request cannot be read.", error);
  }
}
