/** Keys and signers. */
import { copyOf, kindOf } from "../platform/bytes.js";
import { tagOf } from "../platform/tag.js";
import { failure } from "../core/core.js";
import { isLines, refuse } from "./key_value.js";
import { PrivateKey, isPrivateKey } from "./private_key.js";

/**
 * A key that a client signs with.
 *
 * @typedef {PrivateKey | CryptoKey | { signer: import("../../index.js").Signer }} Key
 */

/**
 * The keys of a client: its private keys in order, or the one signer.
 *
 * @param {{ privateKey?: any, signer?: any }} options
 * @returns {Key[]}
 */
export function keysOf({ privateKey, signer }) {
  if (signer !== undefined && signer !== null) {
    if (privateKey !== undefined) {
      throw failure("option_invalid", "The options privateKey and signer cannot be combined. Use only one of them.");
    }
    if (typeof signer.sign !== "function") {
      throw failure("option_invalid", "The option signer has no method sign.");
    }
    return [{ signer }];
  }
  const keys = Array.isArray(privateKey) ? privateKey : [privateKey];
  if (keys.length === 0) throw failure("key_empty", "The option privateKey is an empty array.");
  if (isLines(keys)) refuse("lines");
  return keys.map((/** @type {any} */ key) => (isPrivateKey(key) || isCryptoKey(key) ? key : PrivateKey.parse(key)));
}

/**
 * A key as a function from bytes to a signature.
 *
 * @param {Key} key
 * @returns {(data: Uint8Array) => Uint8Array | Promise<Uint8Array>}
 */
export function signerOf(key) {
  if (isPrivateKey(key)) return (data) => key.sign(data);
  if (isCryptoKey(key)) return webCrypto(key);
  return (data) => external(key.signer, data);
}

/**
 * @param {unknown} key
 * @returns {key is CryptoKey}
 */
function isCryptoKey(key) {
  return tagOf(key) === "CryptoKey";
}

/**
 * @param {import("../../index.js").Signer} signer
 * @param {Uint8Array} data
 * @returns {Promise<Uint8Array>}
 */
async function external(signer, data) {
  let signature;
  try {
    signature = await signer.sign(data);
  } catch (error) {
    throw failure("signing_failed", "The signer given as an option failed.", error);
  }
  const bytes = copyOf(signature);
  if (bytes !== undefined && bytes.length >= 256 && bytes.length <= 512) return bytes;
  const decode = typeof signature === "string" ? " Decode the base64 first." : "";
  throw failure(
    "signing_failed",
    `The signer given as an option returned ${kindOf(signature)}. An RS256 signature is a Uint8Array of 256 to 512 bytes.${decode}`,
  );
}

/**
 * @param {CryptoKey} key
 * @returns {(data: Uint8Array) => Promise<Uint8Array>}
 */
function webCrypto(key) {
  const { type, usages, algorithm } = key;
  const { name, hash } = /** @type {RsaHashedKeyAlgorithm} */ (algorithm);
  /** @param {string} what */
  const not = (what) => failure("key_not_usable", `The CryptoKey ${what}.`);
  if (type !== "private") throw not(`is not private: its type is ${type === "public" ? type : "secret"}`);
  if (name !== "RSASSA-PKCS1-v1_5" || hash?.name !== "SHA-256") throw not("is for another algorithm");
  if (!usages.includes("sign")) throw not('was imported without the usage "sign"');
  /** @param {Uint8Array} data */
  const sign = (data) => crypto.subtle.sign(name, key, /** @type {Uint8Array<ArrayBuffer>} */ (data));
  return (data) => external({ sign }, data);
}
