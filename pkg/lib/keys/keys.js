/** Whatever may sign. */
import { copyOf, kindOf, tagOf } from "../platform/bytes.js";
import { failure } from "../core/core.js";
import { isLines, refuse } from "./key_value.js";
import { PrivateKey, isPrivateKey } from "./private_key.js";

/** The keys of a client: its private keys in order, read, or the one signer given in their place. */
export function keysOf({ privateKey, signer }) {
  if (signer !== undefined && signer !== null) {
    if (privateKey !== undefined) {
      throw failure("option_invalid", "The options privateKey and signer exclude each other.");
    }
    if (typeof signer.sign !== "function") {
      throw failure("option_invalid", "The option signer has no method sign.");
    }
    return [{ signer }];
  }
  const keys = Array.isArray(privateKey) ? privateKey : [privateKey];
  if (keys.length === 0) throw failure("key_empty", "The option privateKey is an empty array.");
  if (isLines(keys)) refuse("lines");
  return keys.map((key) => (isPrivateKey(key) || isCryptoKey(key) ? key : PrivateKey.parse(key)));
}

/** A key as a function from bytes to a signature. */
export function signerOf(key) {
  if (isPrivateKey(key)) return (data) => key.sign(data);
  if (isCryptoKey(key)) return webCrypto(key);
  return (data) => external(key.signer, data);
}

function isCryptoKey(key) {
  return tagOf(key) === "CryptoKey";
}

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

function webCrypto(key) {
  const { type, usages, algorithm } = key;
  const { name, hash } = algorithm;
  const not = (what) => failure("key_not_usable", `The CryptoKey ${what}.`);
  if (type !== "private") throw not(`is not private: its type is ${type === "public" ? type : "secret"}`);
  if (name !== "RSASSA-PKCS1-v1_5" || hash?.name !== "SHA-256") throw not("is for another algorithm");
  if (!usages.includes("sign")) throw not('was imported without the usage "sign"');
  const sign = (data) => crypto.subtle.sign(name, key, data);
  return (data) => external({ sign }, data);
}
