/** Tokens as records of a store: encrypted, and checked by the core when they come back. */
import { ask } from "../core/core.js";

/** @import { DocusignEvent } from "../../index.js" */
/** @import { Facts, Received } from "../core/facts.js" */
/** @import { RecordCipher } from "./encrypted_record.js" */
/** @import { Emit } from "./shared_tokens.js" */

/** @typedef {Extract<DocusignEvent, { type: "store_rejected" }>["reason"]} Rejection */

/**
 * Decrypts a record. A rejected record is reported and ignored.
 *
 * @param {RecordCipher} cipher
 * @param {"token" | "answer"} purpose
 * @param {string} context
 * @param {unknown} record
 * @param {Emit} emit
 */
export async function opened(cipher, purpose, context, record, emit) {
  const { plain, rejected } = await cipher.decrypt(purpose, context, record);
  if (rejected !== undefined) emit({ type: "store_rejected", reason: rejected });
  return plain;
}

/**
 * Reads the token of a decrypted record. A token that Docusign cannot have issued is reported and ignored.
 *
 * @param {string} plain
 * @param {Facts} facts
 * @param {number} now
 * @param {Emit} emit
 * @returns {Received | undefined}
 */
export function tokenOf(plain, { refreshMargin }, now, emit) {
  /** @type {(Received & { rejected?: undefined }) | { rejected: Rejection }} */
  const entry = JSON.parse(ask("readStored", plain, `${refreshMargin}`, now));
  if (entry.rejected === undefined) return entry;
  emit({ type: "store_rejected", reason: entry.rejected });
  return undefined;
}

/**
 * The encrypted record of a token.
 *
 * @param {RecordCipher} cipher
 * @param {string} cacheKey
 * @param {{ token: Received["token"], receivedAt: number, afterRefusal?: boolean | undefined }} entry
 */
export async function recordOf(cipher, cacheKey, { token, receivedAt, afterRefusal }) {
  const plain = ask("writeStored", JSON.stringify(token), "", receivedAt, afterRefusal === true ? "" : undefined);
  return cipher.encrypt("token", cacheKey, plain);
}
