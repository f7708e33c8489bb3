import { copyOf, isUint8Array, kindOf, tagOf } from "../platform/bytes.js";
import { call, failure, instance } from "../core/core.js";
import { given } from "../core/given.js";
import { jsonOf } from "./key_value.js";
import { encode } from "../platform/text.js";

/** The secret of a key for what is stored: not the key, and nothing about it. Not for users. */
export let storeSecretOf;

/** Wipes a key that nobody else has. Not for users. */
export let discard;

/** Whether a value is a key of this copy of the package. Not for users. */
export let isPrivateKey;

/** An RSA private key in wasm memory. */
export class PrivateKey {
  #source;
  #handle;
  #instance;
  #facts;

  static {
    storeSecretOf = (key) => call(() => key.#open().storeSecret());
    discard = (key) => key.#wipe();
    isPrivateKey = (value) => typeof value === "object" && value !== null && #source in value;
  }

  /** @param {string | Uint8Array | ArrayBuffer | JsonWebKey} input */
  static parse(input) {
    return new PrivateKey(input);
  }

  constructor(input) {
    this.#source = given(() => bytesOf(input), "The private key", "key_unrecognized");
    try {
      this.#open();
    } catch (error) {
      this.#source.fill(0);
      throw error;
    }
  }

  /** The handle in the running instance; the key is read again after a restart. */
  #open() {
    if (this.#source === undefined) throw failure("key_freed", "The private key was freed.");
    const running = instance();
    if (this.#instance !== running) {
      this.#handle = call((core) => core.KeyHandle.parse(this.#source));
      this.#instance = running;
    }
    return this.#handle;
  }

  /** Described when first asked: whoever only signs need not wait for it. */
  get #description() {
    return (this.#facts ??= JSON.parse(call(() => this.#open().describe())));
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

  /** RS256 over the bytes. */
  sign(data) {
    const bytes = isUint8Array(data) ? copyOf(data) : undefined;
    if (bytes === undefined) throw failure("option_invalid", `The data to sign is ${kindOf(data)} and not a Uint8Array.`);
    return call(() => this.#open().sign(bytes));
  }

  /** Wipes the key. What is known of it can still be read; to sign is an error. */
  free() {
    if (this.#source === undefined) return;
    try {
      this.#facts = this.#description;
    } finally {
      this.#wipe();
    }
  }

  #wipe() {
    this.#source.fill(0);
    this.#source = undefined;
    if (this.#instance === instance()) this.#handle.free();
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

if (Symbol.dispose) PrivateKey.prototype[Symbol.dispose] = PrivateKey.prototype.free;

/** A copy of the key's bytes that we may wipe. */
function bytesOf(input) {
  if (typeof input === "string") return encode(input);
  const bytes = copyOf(tagOf(input) === "SharedArrayBuffer" ? new Uint8Array(input) : input);
  if (bytes !== undefined) return bytes;
  if (input === undefined || input === null) {
    throw failure("key_empty", `The private key is ${input}; is the variable or secret set?`);
  }
  return jsonOf(input);
}
