import { call, failure } from "./core.js";
import { given } from "./given.js";
import { toJson } from "./json.js";

/** The URL at which a user consents, once for each scope, user and environment. */
export function consentUrl(options) {
  const fields = json(options);
  return call((core) => core.consentUrl(fields));
}

/** The URL at which an administrator of a customer's organisation consents for its users. */
export function adminConsentUrl(options) {
  const fields = json(options);
  return call((core) => core.adminConsentUrl(fields));
}

/** Reads the address that the browser came back with. */
export function readRedirect(url, options) {
  const address = addressFrom(url);
  const { state, compares } = given(() => {
    const { state } = options ?? {};
    return { state, compares: options !== undefined && "state" in options };
  });
  if (compares && typeof state !== "string") {
    throw failure("state_mismatch", "The state to compare with is not there; was it kept?");
  }
  return JSON.parse(call((core) => core.readRedirect(address, state)));
}

/** The text of an address: a string, or what is a URL by its nature. */
function addressFrom(value) {
  if (typeof value === "string") return value;
  const tag = given(() => Object.prototype.toString.call(value), "The address");
  if (tag === "[object URL]" || tag === "[object URLSearchParams]") return given(() => String(value), "The address");
  const { href, url } = given(() => ({ href: value?.href, url: value?.url }), "The address");
  if (typeof href === "string") return href;
  throw failure("option_invalid", `readRedirect got ${kindOf(value, url)}. ${typeof url === "string" ? "Pass its url." : "Pass the whole URL as text."}`);
}

function kindOf(value, url) {
  if (value === undefined || value === null) return String(value);
  if (typeof url === "string") return "a request";
  return typeof value === "object" ? "an object of parameters" : `a ${typeof value}`;
}

/** A code verifier with its challenge (RFC 7636), and a state. */
export function createPkce() {
  const random = crypto.getRandomValues(new Uint8Array(48));
  return JSON.parse(call((core) => core.createPkce(random)));
}

function json(options) {
  if (options === null || typeof options !== "object") {
    throw failure("option_missing", "A consent URL needs clientId, environment and redirectUri.");
  }
  const { clientId = null, redirectUri = null, ...rest } = given(() => ({ ...options }));
  return toJson({ ...rest, clientId, redirectUri });
}
