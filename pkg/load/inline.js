import base64, { signer as base64OfSigner } from "../core-inline.js";

export const sharesPromises = true;

export const load = () => new WebAssembly.Module(bytes(base64));

export const signer = () => bytes(base64OfSigner);

/**
 * The fastest decoder of the platform.
 *
 * @param {string} base64
 */
function bytes(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  if (globalThis.Buffer) return globalThis.Buffer.from(base64, "base64");
  const text = atob(base64);
  const result = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) result[i] = text.charCodeAt(i);
  return result;
}
