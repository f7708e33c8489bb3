/** Causes of a failed fetch other than the network and Docusign. */
import { kindOf } from "../platform/bytes.js";
import { failure } from "./core.js";
import { unavailable } from "./unavailable.js";

/** Engine messages for a method that was called without its object. */
const UNBOUND =
  /illegal invocation|does not implement interface|can only call .+ on instances|private (member|field|name|method)|propert(y|ies) of undefined|undefined is not an object|this is undefined/i;

/** Workers' message for an unsupported field of RequestInit. */
const LACKING = /'(\w+)' field on 'RequestInitializerDict' is not implemented/;

/**
 * The option fetch, or an object that was passed in its place.
 *
 * @param {any} fetch
 */
export function checkFetch(fetch) {
  if (fetch === undefined || typeof fetch === "function") return;
  const has = kindOf(fetch?.fetch).endsWith("function") ? " Pass fetch: (url, init) => service.fetch(url, init)." : "";
  throw failure("option_invalid", `The option fetch is ${kindOf(fetch)}, not a function.${has}`);
}

/**
 * The platform's current fetch: tests and frameworks replace it.
 *
 * @returns {import("../platform/transport.js").Fetch}
 */
export function platformFetch() {
  const { fetch } = globalThis;
  if (typeof fetch === "function") return fetch;
  throw new NoFetch();
}

class NoFetch {
  /** @type {undefined} */
  #mark;
  /** @param {unknown} error */
  static is = (error) => error !== null && typeof error === "object" && #mark in error;
}

/**
 * Whether a framework threw this to control its rendering, as Next and React do.
 *
 * @param {any} error
 */
export function steersFramework(error) {
  try {
    return typeof error?.digest === "string" || error?.$$typeof === Symbol.for("react.postpone");
  } catch {
    return false;
  }
}

/**
 * The error for a fetch that can never work; undefined if a retry may help.
 *
 * @param {string} reason
 * @param {boolean} isOwn
 * @param {unknown} cause
 */
export function misuse(reason, isOwn, cause) {
  if (NoFetch.is(cause)) return unavailable("This runtime has no fetch.", "Pass the option fetch to new DocusignAuth().");
  const [, lacking] = LACKING.exec(reason) ?? [];
  if (lacking !== undefined) {
    return failure("option_invalid", `This runtime's fetch has no option ${lacking}. Remove it.`, cause);
  }
  if (!isOwn || !UNBOUND.test(reason)) return undefined;
  const message =
    "The option fetch failed: it is probably a method that was called without its object." +
    " Bind it: fetch: service.fetch.bind(service), or (url, init) => service.fetch(url, init).";
  return failure("option_invalid", message, cause);
}
