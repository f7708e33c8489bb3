/** The options about a store, checked before anything is sent. */
import { copyOf } from "../platform/bytes.js";
import { failure } from "../core/core.js";
import { isPrivateKey, storeSecretOf } from "../keys/private_key.js";
import { isGuessable } from "./secret_strength.js";
import { encode } from "../platform/text.js";

/** Fewer bytes than this can be guessed. */
const SHORTEST_SECRET = 16;

const MAKE_ONE = "Make one with: openssl rand -base64 32";

/** @param {any} store */
export function checkStore(store) {
  /** @param {string} name */
  const has = (name) => typeof store?.[name] === "function";
  if (has("mint") || (has("get") && has("set"))) return;
  throw failure("option_invalid", "The option store has no methods get and set, and no method mint.");
}

/**
 * The secrets for what is stored, as functions that return their bytes; that for writing first.
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
  throw failure("option_missing", "With a store, a client whose key is a CryptoKey or a signer needs the option storeSecret.");
}

/** @param {unknown} secret */
function bytesOf(secret) {
  let bytes;
  if (typeof secret === "string") bytes = encode(secret.trim());
  else if (ArrayBuffer.isView(secret)) bytes = copyOf(secret) ?? new Uint8Array();
  else if (secret === undefined || secret === null) {
    throw failure("option_missing", `The option storeSecret is ${secret}; is the variable or secret set?`);
  } else throw failure("option_invalid", "The option storeSecret is neither text nor a Uint8Array.");
  if (bytes.length < SHORTEST_SECRET) {
    const message = `The option storeSecret has ${bytes.length} bytes; it needs at least ${SHORTEST_SECRET}. ${MAKE_ONE}.`;
    throw failure("option_invalid", message);
  }
  if (isGuessable(bytes)) {
    const message = `The option storeSecret can be guessed: it repeats itself, counts, or is made of common words. ${MAKE_ONE}.`;
    throw failure("option_invalid", message);
  }
  return bytes;
}
