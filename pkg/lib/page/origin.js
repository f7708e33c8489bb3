import { lowered } from "./characters.js";

/**
 * The origin of a URL (RFC 6454), and whether the server is on this machine; undefined for what two readers might
 * understand differently.
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

/**
 * Whether a host is this machine; undefined for what is no host.
 *
 * @param {string} host a name of letters, digits and hyphens, an IPv4 address, or an IPv6 address in brackets
 */
function loopback(host) {
  if (host.startsWith("[")) {
    try {
      return new URL(`http://${host}`).hostname === "[::1]";
    } catch {
      return undefined;
    }
  }
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  const isAddress = /^\d+$/.test(last);
  const isName = labels.every((label) => /^(?!-)[\da-z-]{1,63}$/.test(label) && !label.endsWith("-")) && host.length <= 253;
  if (!isName || last.startsWith("0x")) return undefined;
  if (!isAddress) return host === "localhost";
  const isWhole = labels.length === 4 && labels.every((part) => /^(0|[1-9]\d*)$/.test(part) && Number(part) < 256);
  return isWhole ? labels[0] === "127" : undefined;
}
