/**
 * Bytes that a caller gave: of another realm, of a subclass with getters of its own, behind a Proxy. The engine's own
 * getters read them, so that nothing of the caller's runs, and the core gets a copy.
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
 * The same memory as a plain Uint8Array of this realm; undefined for what has no bytes, such as a detached buffer.
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
 * A copy that is ours alone.
 *
 * @param {unknown} value
 */
export function copyOf(value) {
  return viewOf(value)?.slice();
}

/**
 * Whether it is a Uint8Array, of whatever realm.
 *
 * @param {unknown} value
 * @returns {value is Uint8Array}
 */
export function isUint8Array(value) {
  return ArrayBuffer.isView(value) && kindOfArray.call(value) === "Uint8Array";
}

/**
 * What a value is, in words, without what is in it.
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
