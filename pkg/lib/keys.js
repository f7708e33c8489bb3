/** Whatever may sign. */
import { failure } from "./core.js";
import { PrivateKey } from "./private_key.js";

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
  return keys.map((key) => (key instanceof PrivateKey || isCryptoKey(key) ? key : PrivateKey.parse(key)));
}

/** A key as a function from bytes to a signature. */
export function signerOf(key) {
  if (key instanceof PrivateKey) return (data) => key.sign(data);
  if (isCryptoKey(key)) return webCrypto(key);
  return (data) => external(key.signer, data);
}

function isCryptoKey(key) {
  return globalThis.CryptoKey !== undefined && key instanceof CryptoKey;
}

async function external(signer, data) {
  let signature;
  try {
    signature = await signer.sign(data);
  } catch (error) {
    throw failure("signing_failed", "The signer given as an option failed.", error);
  }
  if (ArrayBuffer.isView(signature)) {
    const { buffer, byteOffset, byteLength } = signature;
    signature = new Uint8Array(buffer, byteOffset, byteLength);
  } else if (signature instanceof ArrayBuffer) {
    signature = new Uint8Array(signature);
  }
  if (!(signature instanceof Uint8Array) || signature.length < 256 || signature.length > 512) {
    throw failure(
      "signing_failed",
      "The signer given as an option did not return the 256 to 512 bytes of an RS256 signature.",
    );
  }
  return signature;
}

function webCrypto(key) {
  const { name, hash } = key.algorithm;
  const fits = name === "RSASSA-PKCS1-v1_5" && hash?.name === "SHA-256";
  if (!fits || key.type !== "private" || !key.usages.includes("sign")) {
    throw failure("key_not_usable", "The CryptoKey cannot make RS256 signatures.");
  }
  const sign = (data) => crypto.subtle.sign(name, key, data);
  return (data) => external({ sign }, data);
}
