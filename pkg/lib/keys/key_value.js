/** Private keys that are neither text nor bytes. The core has an error for each kind. */
import { copyOf } from "../platform/bytes.js";
import { tagOf } from "../platform/tag.js";
import { ask } from "../core/core.js";
import { encode } from "../platform/text.js";

/** Kinds that the platform reports. */
const TAGS = ["Blob", "CryptoKey", "File", "KeyObject", "Map", "Promise", "ReadableStream", "Request", "Response", "URL"];

/** A field with more bytes is not a key. */
const MOST_BYTES = 20_000;

/**
 * Returns the JSON of an object that is or may contain a key. Other values are refused by kind.
 *
 * @param {any} value
 */
export function jsonOf(value) {
  const kind = kindOf(value);
  if (kind !== undefined) refuse(kind);
  return encode(JSON.stringify(value, bytesAsBase64) ?? "{}");
}

/**
 * Throws the error of a kind.
 *
 * @type {(kind: string) => never}
 */
export const refuse = (kind) => /** @type {never} */ (ask("refuseKey", kind));

/**
 * Whether an array contains the lines of one PEM.
 *
 * @param {unknown[]} values
 */
export function isLines(values) {
  /** @type {(value: unknown) => value is string} */
  const isText = (value) => typeof value === "string";
  return values.length > 1 && values.every(isText) && String(values[0]).includes("BEGIN") && !String(values[0]).includes("END");
}

/** @param {any} value */
function kindOf(value) {
  if (typeof value !== "object") return typeof value;
  /** @param {...string} names */
  const has = (...names) => names.every((name) => typeof value[name] === "function");
  const tag = tagOf(value);
  if (tag === "KeyObject" || (has("export", "equals") && "asymmetricKeyType" in value)) {
    return value.type === "public" ? "public" : "KeyObject";
  }
  if (TAGS.includes(tag)) return tag;
  if (ArrayBuffer.isView(value) || tag.endsWith("ArrayBuffer")) return "bytes";
  if (Array.isArray(value)) return isLines(value) ? "lines" : "Array";
  if (has("get")) return "binding";
  if (has("then")) return "Promise";
  if (has("text", "arrayBuffer")) return "Response";
  if (has("pipe", "read")) return "ReadableStream";
  if (has("sign", "free")) return "PrivateKey";
  return ["CryptoKey", "KeyObject"].includes(tagOf(value.privateKey)) ? "pair" : undefined;
}

/**
 * SecretBinary of AWS: JSON has no bytes.
 *
 * @this {{ [name: string]: unknown }}
 * @param {string} name
 * @param {unknown} value
 */
function bytesAsBase64(name, value) {
  const bytes = copyOf(this[name]);
  return bytes !== undefined && bytes.length <= MOST_BYTES ? btoa(String.fromCharCode(...bytes)) : value;
}
