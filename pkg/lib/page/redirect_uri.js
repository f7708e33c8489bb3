import { bytesOf, splitOnce } from "./characters.js";
import { configFailure } from "./config_failure.js";
import { uriEmpty, uriHasFragment, uriHasOdd, uriHasSpace, uriHasWildcard, uriLong, uriWithoutHost, uriWithoutScheme } from "./texts.js";

/**
 * A redirect URI must be absolute, without a fragment (RFC 6749, section 3.1.2).
 *
 * @param {string} uri
 */
export function checkRedirectUri(uri) {
  const odd = oddity(uri);
  if (odd !== undefined) throw configFailure("redirect_uri_invalid", odd);
}

/** @param {string} uri */
function oddity(uri) {
  if (uri === "") return uriEmpty;
  if (bytesOf(uri).length > 2000) return uriLong;
  if (/[\p{White_Space}\p{Cc}]/u.test(uri)) return uriHasSpace;
  if (/[\\"'<>{}|^`]/.test(uri)) return uriHasOdd;
  const [scheme, rest] = splitOnce(uri, ":") ?? ["", ""];
  // What stands behind the colon of `localhost:3000/callback` is a port.
  if (!/^[a-z][\da-z+.-]*$/i.test(scheme) || rest === "" || /^\d+($|[/?])/.test(rest)) return uriWithoutScheme;
  // An address of the web needs a host; the scheme of an app, such as `myapp:/callback`, does not.
  if (/^https?$/i.test(scheme) && !/^\/\/[^/?#:.]/.test(rest)) return uriWithoutHost;
  if (uri.includes("*")) return uriHasWildcard;
  return uri.includes("#") ? uriHasFragment : undefined;
}
