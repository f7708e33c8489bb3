/** A new key pair, as Docusign's own: RSA, the private half as PKCS#1 PEM. */
import { generateKeyPair } from "node:crypto";
import { whileWaiting } from "./spinner.js";

/**
 * @param {number} bits
 * @returns {Promise<{ privateKey: string, publicKey: string }>}
 */
export function newKeyPair(bits) {
  const options = {
    modulusLength: bits,
    publicKeyEncoding: { type: /** @type {const} */ ("spki"), format: /** @type {const} */ ("pem") },
    privateKeyEncoding: { type: /** @type {const} */ ("pkcs1"), format: /** @type {const} */ ("pem") },
  };
  return whileWaiting("Making a key pair", () => {
    return new Promise((resolve, reject) => {
      generateKeyPair("rsa", options, (error, publicKey, privateKey) => {
        if (error) reject(error);
        else resolve({ privateKey, publicKey });
      });
    });
  });
}

/** What to do with the public half. */
export const UPLOAD = "Upload the public key: Apps and Keys, your app, Service Integration. An integration key has at most five key pairs.";
