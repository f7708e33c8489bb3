import { copyOf, isUint8Array, kindOf } from "../platform/bytes.js";
import { tagOf } from "../platform/tag.js";
import { atCaller } from "../core/call_site.js";
import { call, failure, instance } from "../core/core.js";
import { given } from "../core/given.js";
import { needsRandom } from "../core/platform_parts.js";
import { jsonOf } from "./key_value.js";
import { encode } from "../platform/text.js";

/**
 * The secret for stored tokens, derived from a key. It reveals nothing about the key. Internal.
 *
 * @type {(key: PrivateKey) => Uint8Array<ArrayBuffer>}
 */
export let storeSecretOf;

/**
 * Wipes a key without other users. Internal.
 *
 * @type {(key: PrivateKey) => void}
 */
export let discard;

/**
 * Signs a signing input, and returns the compact form. Internal.
 *
 * @type {(key: PrivateKey, data: string) => string}
 */
export let signWith;

/**
 * Whether a value is a key of this copy of the package. Internal.
 *
 * @type {(value: unknown) => value is PrivateKey}
 */
export let isPrivateKey;

/** @typedef {Pick<import("../../index.js").PrivateKey, "bits" | "thumbprint" | "publicKeyPem" | "format" | "repairs">} Facts */

/** An RSA private key in WebAssembly memory. */
export class PrivateKey {
  /** @type {Uint8Array<ArrayBuffer> | undefined} */
  #source;
  /** @type {import("../../core.js").KeyHandle | undefined} */
  #handle;
  /** @type {number | undefined} */
  #instance;
  /** @type {Facts | undefined} */
  #facts;

  static {
    storeSecretOf = (key) => call(() => /** @type {Uint8Array<ArrayBuffer>} */ (key.#open().storeSecret()));
    signWith = (key, data) => {
      needsRandom();
      return call(() => key.#open().signAssertion(data));
    };
    discard = (key) => key.#wipe();
    isPrivateKey = /** @type {typeof isPrivateKey} */ ((value) => typeof value === "object" && value !== null && #source in value);
  }

  /** @param {string | Uint8Array | ArrayBuffer | JsonWebKey} input */
  static parse(input) {
    return atCaller(PrivateKey.parse, () => new PrivateKey(input));
  }

  /** @param {unknown} input */
  constructor(input) {
    const source = given(() => bytesOf(input), "The private key", "key_unrecognized");
    this.#source = source;
    try {
      this.#open();
    } catch (error) {
      source.fill(0);
      throw error;
    }
  }

  /**
   * The handle in the running instance; the key is read again after a restart.
   *
   * @returns {import("../../core.js").KeyHandle}
   */
  #open() {
    const source = this.#source;
    if (source === undefined) throw failure("key_freed", "The private key was freed.");
    const running = instance();
    if (this.#handle === undefined || this.#instance !== running) {
      this.#handle = call((core) => core.KeyHandle.parse(source));
      this.#instance = running;
    }
    return this.#handle;
  }

  /**
   * Computed at first use: a caller that only signs does not wait for it.
   *
   * @returns {Facts}
   */
  get #description() {
    this.#facts ??= /** @type {Facts} */ (JSON.parse(call(() => this.#open().describe())));
    return this.#facts;
  }

  get bits() {
    return this.#description.bits;
  }

  get thumbprint() {
    return this.#description.thumbprint;
  }

  get publicKeyPem() {
    return this.#description.publicKeyPem;
  }

  get format() {
    return this.#description.format;
  }

  get repairs() {
    return [...this.#description.repairs];
  }

  /**
   * Signs the bytes with RS256.
   *
   * @param {Uint8Array} data
   */
  sign(data) {
    return atCaller(PrivateKey.prototype.sign, () => {
      const bytes = isUint8Array(data) ? copyOf(data) : undefined;
      if (bytes === undefined) throw failure("option_invalid", `The data to sign is ${kindOf(data)}, not a Uint8Array.`);
      needsRandom();
      return call(() => this.#open().sign(bytes));
    });
  }

  /** Wipes the key. Its public facts stay readable; signing throws. */
  free() {
    if (this.#source === undefined) return;
    try {
      this.#facts = this.#description;
    } finally {
      this.#wipe();
    }
  }

  #wipe() {
    this.#source?.fill(0);
    this.#source = undefined;
    if (this.#instance === instance()) this.#handle?.free();
    this.#handle = undefined;
  }

  toString() {
    return `PrivateKey(RSA ${this.bits}, ${this.thumbprint})`;
  }

  toJSON() {
    return { bits: this.bits, thumbprint: this.thumbprint };
  }

  [Symbol.for("nodejs.util.inspect.custom")]() {
    return this.toString();
  }
}

if (Symbol.dispose) /** @type {Disposable} */ (/** @type {unknown} */ (PrivateKey.prototype))[Symbol.dispose] = PrivateKey.prototype.free;

/**
 * A copy of the key's bytes, which is wiped after use.
 *
 * @param {any} input
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(input) {
  if (typeof input === "string") return encode(input);
  const bytes = copyOf(tagOf(input) === "SharedArrayBuffer" ? new Uint8Array(input) : input);
  if (bytes !== undefined) return bytes;
  if (input === undefined || input === null) {
    throw failure("key_empty", `The private key is ${input}. Check that the variable or secret is set.`);
  }
  return jsonOf(input);
}
