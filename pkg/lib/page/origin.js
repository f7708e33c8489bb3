import { unavailable } from "../core/unavailable.js";
import { lowered } from "./characters.js";

/**
 * The origin of a URL (RFC 6454), and whether a token may go there. It is undefined if two readers could read the URL
 * differently.
 *
 * @param {string} text
 */
export function originOf(text) {
  const [, scheme, host = "", digits] = /^(https?):\/\/([^:[\]]*|\[[\da-f:.]*\])(?::(\d+))?$/.exec(lowered(text)) ?? [];
  const isLoopback = loopback(host);
  const port = Number(digits ?? 1);
  if (isLoopback === undefined || port === 0 || port > 65535) return undefined;
  const isUsual = digits === undefined || port === (scheme === "https" ? 443 : 80);
  return { text: `${scheme}://${host}${isUsual ? "" : `:${port}`}`, isSafe: scheme === "https" || isLoopback };
}

/** A name of letters, digits and hyphens. */
const NAME = /^(?:[\da-z](?:[\da-z-]{0,61}[\da-z])?(?:\.(?!$)|$))+$/;

/**
 * Whether a host is this machine; undefined for an invalid host.
 *
 * @param {string} host a name, an IPv4 address, or an IPv6 address in brackets
 */
function loopback(host) {
  const isAddress = /^\[|(^|\.)\d+$/.test(host);
  if (isAddress) {
    const hostname = hostnameOf(host);
    if (host.startsWith("[")) return hostname === undefined ? undefined : hostname === "[::1]";
    return hostname === host ? host.startsWith("127.") : undefined;
  }
  return NAME.test(host) && host.length <= 253 && !/(^|\.)0x[^.]*$/.test(host) ? host === "localhost" : undefined;
}

/**
 * The host as a URL has it: an address in its shortest form.
 *
 * @param {string} host
 */
function hostnameOf(host) {
  if (typeof URL !== "function") throw unavailable("This runtime has no URL.", "Set globalThis.URL before the first call.");
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return undefined;
  }
}
