// Makes a key pair in this page, to try or to save.
import { PrivateKey } from "./core.js";

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

export const throwawayKey = () => made((bytes) => PrivateKey.parse(bytes));

/** A pair, with the private key as a PEM file to save. */
export const savedPair = () =>
  made((bytes) => {
    const lines = btoa(String.fromCharCode(...bytes)).match(/.{1,64}/g);
    const pem = ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n");
    return { key: PrivateKey.parse(bytes), file: new Blob([pem]) };
  });

/** Makes a pair, passes its bytes (PKCS#8) on, and wipes them. */
async function made(use) {
  const { privateKey } = await crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const bytes = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
  try {
    return use(bytes);
  } finally {
    bytes.fill(0);
  }
}
