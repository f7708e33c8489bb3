/**
 * Encryption of stored records: each is bound to its purpose and has an opaque name. The keys come from the caller's
 * secrets: the first one writes, all read.
 */
import { sharesPromises } from "../core/core.js";
import { fromBase64url, toBase64url } from "../platform/base64url.js";
import { decode, encode } from "../platform/text.js";

const SALT = "docusign-jwt store 1";
const NONCE = 12;

/** An encrypted token has about 2 KB. A much larger record is not a token. */
const LARGEST = 65_536;

const FORM = /^1\.([\w-]{11})\.([\w-]{16})\.([\w-]{22,})$/;

/** @typedef {{ cipher: CryptoKey, name: CryptoKey, id: string }} SecretKeys */

export class RecordCipher {
  /** @type {(() => Uint8Array<ArrayBuffer>)[]} */
  #secrets;
  /** @type {[SecretKeys, ...SecretKeys[]] | undefined} */
  #keys;
  /** @type {Promise<[SecretKeys, ...SecretKeys[]]> | undefined} */
  #deriving;

  /** @param {(() => Uint8Array<ArrayBuffer>)[]} secrets */
  constructor(secrets) {
    this.#secrets = secrets;
  }

  /** The keys of each secret, derived at first use. Workers may share the result, not the promise. */
  async keys() {
    if (this.#keys !== undefined) return this.#keys;
    const derive = async () => {
      const all = this.#secrets.map(async (secret) => keysOf(secret()));
      return /** @type {[SecretKeys, ...SecretKeys[]]} */ (await Promise.all(all));
    };
    if (sharesPromises) {
      this.#deriving ??= derive().finally(() => {
        this.#deriving = undefined;
      });
    }
    this.#keys = await (this.#deriving ?? derive());
    return this.#keys;
  }

  /** The possible names of a token, the one for writing first. */
  async names(/** @type {string} */ cacheKey) {
    const keys = await this.keys();
    const data = encode(cacheKey);
    return Promise.all(keys.map(async ({ name }) => toBase64url(await crypto.subtle.sign("HMAC", name, data))));
  }

  /**
   * Encrypts a text for one purpose and context.
   *
   * @param {string} purpose
   * @param {string} context
   * @param {string} plain
   */
  async encrypt(purpose, context, plain) {
    const [{ id, cipher }] = await this.keys();
    const iv = crypto.getRandomValues(new Uint8Array(NONCE));
    const algorithm = { name: "AES-GCM", iv, additionalData: bound(id, purpose, context) };
    const encrypted = await crypto.subtle.encrypt(algorithm, cipher, encode(plain));
    return `1.${id}.${toBase64url(iv)}.${toBase64url(encrypted)}`;
  }

  /**
   * Decrypts a record to `plain`, or returns why it is `rejected`.
   *
   * @param {string} purpose
   * @param {string} context
   * @param {unknown} record
   * @returns {Promise<{ plain: string, rejected?: undefined } | { plain?: undefined, rejected: "malformed" | "unknown_key" | "tampered" }>}
   */
  async decrypt(purpose, context, record) {
    const parts = typeof record === "string" && record.length <= LARGEST ? FORM.exec(record) : null;
    if (parts === null) return { rejected: "malformed" };
    const [, id = "", iv = "", data = ""] = parts;
    const known = (await this.keys()).find((keys) => keys.id === id);
    if (known === undefined) return { rejected: "unknown_key" };
    const additionalData = bound(id, purpose, context);
    try {
      const algorithm = { name: "AES-GCM", iv: fromBase64url(iv), additionalData };
      const plain = await crypto.subtle.decrypt(algorithm, known.cipher, fromBase64url(data));
      return { plain: decode(plain) };
    } catch {
      return { rejected: "tampered" };
    }
  }
}

/**
 * HKDF-SHA256 (RFC 5869): one key to encrypt, one to name, and an ID that tells secrets apart.
 *
 * @param {Uint8Array<ArrayBuffer>} secret
 * @returns {Promise<SecretKeys>}
 */
async function keysOf(secret) {
  const { subtle } = crypto;
  const base = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey", "deriveBits"]);
  /** @param {string} info */
  const hkdf = (info) => ({ name: "HKDF", hash: "SHA-256", salt: encode(SALT), info: encode(info) });
  const aes = { name: "AES-GCM", length: 256 };
  const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
  const [cipher, name, id] = await Promise.all([
    subtle.deriveKey(hkdf("encryption"), base, aes, false, ["encrypt", "decrypt"]),
    subtle.deriveKey(hkdf("name"), base, hmac, false, ["sign"]),
    subtle.deriveBits(hkdf("id"), base, 64),
  ]);
  return { cipher, name, id: toBase64url(id) };
}

/**
 * @param {string} id
 * @param {string} purpose
 * @param {string} context
 */
function bound(id, purpose, context) {
  return encode(`docusign-jwt 1 ${id} ${purpose}\n${context}`);
}
