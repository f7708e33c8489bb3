/** UTF-8, by coders that are made at first use: importing this package touches nothing of the platform. */

let encoder;
let decoder;

export const encode = (text) => (encoder ??= new TextEncoder()).encode(text);

export const decode = (bytes) => (decoder ??= new TextDecoder()).decode(bytes);
