/**
 * Reads a caller's bytes: from another realm, a subclass with its own getters, or behind a Proxy. The engine's getters
 * read them, so that no code of the caller runs. The core gets a copy.
 */
import { tagOf } from "./tag.js";

const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
/** @type {(prototype: object, name: PropertyKey) => () => any} */
const getter = (prototype, name) => /** @type {any} */ (Object.getOwnPropertyDescriptor(prototype, name)).get;
/** @param {object} prototype */
const getters = (prototype) => ["buffer", "byteOffset", "byteLength"].map((name) => getter(prototype, name));
const ofTypedArray = getters(typedArray);
const ofDataView = getters(DataView.prototype);
const kindOfArray = getter(typedArray, Symbol.toStringTag);
const lengthOfBuffer = getter(ArrayBuffer.prototype, "byteLength");

/**
 * The same memory as a plain Uint8Array of this realm; undefined for a value without bytes, such as a detached buffer.
 *
 * @param {unknown} value
 * @returns {Uint8Array<ArrayBuffer> | undefined}
 */
export function viewOf(value) {
  try {
    if (!ArrayBuffer.isView(value)) return new Uint8Array(/** @type {ArrayBuffer} */ (value), 0, lengthOfBuffer.call(value));
    const read = kindOfArray.call(value) === undefined ? ofDataView : ofTypedArray;
    const [buffer, offset, length] = read.map((get) => get.call(value));
    return new Uint8Array(buffer, offset, length);
  } catch {
    return undefined;
  }
}

/**
 * A private copy.
 *
 * @param {unknown} value
 */
export function copyOf(value) {
  return viewOf(value)?.slice();
}

/**
 * Whether a value is a Uint8Array of any realm.
 *
 * @param {unknown} value
 * @returns {value is Uint8Array}
 */
export function isUint8Array(value) {
  return ArrayBuffer.isView(value) && kindOfArray.call(value) === "Uint8Array";
}

/**
 * The kind of a value, in words, without its content.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function kindOf(value) {
  try {
    return described(value);
  } catch {
    return "an object that cannot be read";
  }
}

/**
 * @param {any} value
 * @returns {string}
 */
function described(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return `a string of ${value.length} characters`;
  if (typeof value !== "object") return `a ${typeof value}`;
  const view = viewOf(value);
  if (view !== undefined) return `${view.length} bytes`;
  if (ArrayBuffer.isView(value) || tagOf(value) === "ArrayBuffer") return "a detached buffer";
  if (Array.isArray(value)) return "an array";
  if (typeof value.then === "function") return "a promise";
  const tag = tagOf(value);
  return tag === "Object" ? "an object" : `an object of type ${tag.slice(0, 40)}`;
}
