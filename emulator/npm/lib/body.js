/** Reads the body of a request of any realm or library as bytes. */

const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** The bytes of a body, and the media type that fetch gives it. */
export async function bodyOf(body) {
  if (body === undefined || body === null) return { bytes: new Uint8Array() };
  if (typeof body === "string") return { bytes: utf8(body), type: "text/plain;charset=UTF-8" };
  if (ArrayBuffer.isView(body)) return { bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice() };
  const kind = tag(body);
  if (kind === "ArrayBuffer" || kind === "SharedArrayBuffer") return { bytes: new Uint8Array(body).slice() };
  if (kind === "URLSearchParams") {
    return { bytes: utf8(String(body)), type: "application/x-www-form-urlencoded;charset=UTF-8" };
  }
  if (kind === "FormData") return formData(body);
  if (typeof body.arrayBuffer === "function") {
    return { bytes: new Uint8Array(await body.arrayBuffer()), type: body.type || undefined };
  }
  if (typeof body.getReader === "function") return { bytes: join(await piecesOf(body.getReader())) };
  if (typeof body[Symbol.asyncIterator] === "function") {
    const pieces = [];
    for await (const piece of body) pieces.push(bytesOf(piece));
    return { bytes: join(pieces) };
  }
  return { bytes: utf8(String(body)), type: "text/plain;charset=UTF-8" };
}

/** Joins chunks. */
export function join(pieces) {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The platform writes the form, so that its boundary and its fields are as from fetch. */
async function formData(body) {
  const own = new FormData();
  for (const [name, value] of body) own.append(name, value);
  const encoded = new Response(own);
  return { bytes: new Uint8Array(await encoded.arrayBuffer()), type: encoded.headers.get("content-type") ?? undefined };
}

async function piecesOf(reader) {
  const pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return pieces;
    pieces.push(bytesOf(value));
  }
}

function bytesOf(piece) {
  if (typeof piece === "string") return utf8(piece);
  if (ArrayBuffer.isView(piece)) return new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
  throw new TypeError("A stream as a body must bring bytes.");
}

const utf8 = (text) => new TextEncoder().encode(text);
