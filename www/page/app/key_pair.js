// A key pair for trying things out, made here and known nowhere.
import { PrivateKey } from "./core.js";

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

export async function throwawayKey() {
  const { privateKey } = await crypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const bytes = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
  try {
    return PrivateKey.parse(bytes);
  } finally {
    bytes.fill(0);
  }
}
