import { call, failure } from "./core.js";
import { given } from "./given.js";
import { toJson } from "./json.js";
import { PrivateKey, discard } from "./private_key.js";

const utf8 = new TextEncoder();

/** A signed assertion (RFC 7523) as compact JWS. */
export function signAssertion(options) {
  if (options === null || typeof options !== "object") {
    throw failure("option_missing", "signAssertion needs an object of options.");
  }
  const { privateKey, now = Date.now(), ...fields } = given(() => ({ ...options }));
  const time = typeof now === "function" ? given(now, "The clock of the option now", "clock_invalid") : now;
  if (typeof time !== "number") throw failure("clock_invalid", "The option now is not a number.");
  for (const name of ["clientId", "userId"]) {
    if (name in fields && fields[name] === undefined) fields[name] = null;
  }
  const json = toJson(fields);
  const data = call((core) => core.signingInput(json, time));
  const own = given(() => !(privateKey instanceof PrivateKey), "The private key", "key_unrecognized");
  const key = own ? PrivateKey.parse(privateKey) : privateKey;
  try {
    const signature = key.sign(utf8.encode(data));
    return call((core) => core.joinAssertion(data, signature));
  } finally {
    if (own) discard(key);
  }
}
