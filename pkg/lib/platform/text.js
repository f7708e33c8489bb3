/** UTF-8 coders, made at first use: importing this package does not use the platform. */

/** @type {TextEncoder | undefined} */
let encoder;
/** @type {TextDecoder | undefined} */
let decoder;

/** @param {string} text */
export function encode(text) {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** @param {NodeJS.ArrayBufferView | ArrayBuffer} bytes */
export function decode(bytes) {
  decoder ??= new TextDecoder();
  return decoder.decode(bytes);
}
