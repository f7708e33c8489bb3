import { atCaller } from "../core/call_site.js";
import { timeOf } from "../core/clock.js";
import { ask, failure } from "../core/core.js";
import { given } from "../core/given.js";
import { toJson } from "../core/json.js";
import { PrivateKey, discard, isPrivateKey, signWith } from "../keys/private_key.js";

/**
 * Returns a signed assertion (RFC 7523) as compact JWS.
 *
 * @param {import("../../index.js").AssertionOptions} options
 * @returns {string}
 */
export function signAssertion(options) {
  return atCaller(signAssertion, () => sign(options));
}

/** @param {import("../../index.js").AssertionOptions} options */
function sign(options) {
  if (options === null || typeof options !== "object") {
    throw failure("option_missing", "signAssertion has no options. Pass an object with clientId, privateKey, and userId for a user.");
  }
  /** @type {{ [name: string]: any }} */
  const { privateKey, now = Date.now(), ...fields } = given(() => ({ ...options }));
  const time = timeOf(now);
  for (const name of ["clientId", "userId"]) {
    if (name in fields && fields[name] === undefined) fields[name] = null;
  }
  const json = toJson(fields);
  const data = ask("signingInput", json, "", time);
  const own = !isPrivateKey(privateKey);
  const key = own ? PrivateKey.parse(privateKey) : privateKey;
  try {
    return signWith(key, data);
  } finally {
    if (own) discard(key);
  }
}
