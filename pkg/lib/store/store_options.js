/** The store options, checked before anything is sent. */
import { copyOf } from "../platform/bytes.js";
import { failure } from "../core/core.js";
import { isPrivateKey, storeSecretOf } from "../keys/private_key.js";
import { SHORTEST_SECRET, isGuessable } from "./secret_strength.js";
import { encode } from "../platform/text.js";

const MAKE_ONE = "Make one with openssl rand -base64 32";

/** @param {any} store */
export function checkStore(store) {
  /** @param {string} name */
  const has = (name) => typeof store?.[name] === "function";
  if (has("mint") || (has("get") && has("set"))) return;
  throw failure("option_invalid", "The option store must have the methods get and set, or the method mint.");
}

/**
 * The store secrets, as functions that return their bytes; the one for writing first.
 *
 * @param {readonly unknown[]} keys
 * @param {{ storeSecret?: any }} options
 * @returns {(() => Uint8Array<ArrayBuffer>)[]}
 */
export function secretsOf(keys, options) {
  if ("storeSecret" in options) {
    const { storeSecret } = options;
    const secrets = Array.isArray(storeSecret) ? storeSecret : [storeSecret];
    if (secrets.length === 0) throw failure("option_missing", "The option storeSecret is an empty array.");
    return secrets.map((/** @type {unknown} */ secret) => {
      const bytes = bytesOf(secret);
      return () => bytes;
    });
  }
  const own = keys.filter(isPrivateKey);
  if (own.length > 0) return own.map((key) => () => storeSecretOf(key));
  throw failure("option_missing", "A client with a store and a CryptoKey or a signer needs the option storeSecret.");
}

/** @param {unknown} secret */
function bytesOf(secret) {
  let bytes;
  if (typeof secret === "string") bytes = encode(secret.trim());
  else if (ArrayBuffer.isView(secret)) bytes = copyOf(secret) ?? new Uint8Array();
  else if (secret === undefined || secret === null) {
    throw failure("option_missing", `The option storeSecret is ${secret}. Check that the variable or secret is set.`);
  } else throw failure("option_invalid", "The option storeSecret is neither text nor a Uint8Array.");
  if (bytes.length < SHORTEST_SECRET) {
    const message = `The option storeSecret has ${bytes.length} bytes; the minimum is ${SHORTEST_SECRET}. ${MAKE_ONE}.`;
    throw failure("option_invalid", message);
  }
  if (isGuessable(bytes)) {
    const message = `The option storeSecret is easy to guess: it repeats characters, counts, or consists of common words. ${MAKE_ONE}.`;
    throw failure("option_invalid", message);
  }
  return bytes;
}
