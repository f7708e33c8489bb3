/** A token that a broker mints: a store with the method mint. */
import { fromCore } from "../core/errors.js";
import { toBase64url } from "../platform/base64url.js";
import { LOCK_LIFETIME } from "../platform/pauses.js";
import { FAILED, callStore } from "./store_calls.js";
import { opened, tokenOf } from "./token_record.js";

/** @import { RecordCipher } from "./encrypted_record.js" */
/** @import { Entry, Store, Task } from "./shared_tokens.js" */

/**
 * Asks the broker for the token. Its refusal counts only if it is encrypted for this request.
 *
 * @param {Store} store
 * @param {RecordCipher} cipher
 * @param {() => number} clock
 * @param {Task} task
 * @returns {Promise<Entry>}
 */
export async function brokeredToken(store, cipher, clock, { facts, memory, exchange, refused, names, emit }) {
  const [name = ""] = names;
  const id = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
  const context = `${name} ${id}`;
  const { cacheKey, userId, scopes } = facts;
  const wish = JSON.stringify({ userId, scopes, refused });
  const response = await callStore(
    "mint",
    async (signal) => {
      const request = await cipher.encrypt("request", context, wish);
      return store.mint(name, { id, request, signal });
    },
    emit,
    LOCK_LIFETIME,
  );
  if (response === FAILED) return exchange();
  const plain = await opened(cipher, "answer", `${context} ${cacheKey}`, response, emit);
  if (plain === undefined) return exchange();
  throwRefusal(plain);
  const entry = tokenOf(plain, facts, clock(), emit);
  if (entry === undefined) return exchange();
  const kept = memory.keep(entry);
  // The broker could not renew the token, but it is valid: asking again at once would not help.
  const now = clock();
  if (now >= entry.renewAt) kept.postpone(now);
  // The broker has just minted a new token, which was refused too.
  if (kept.accessToken === refused) kept.hold(now);
  emit({ type: "store_hit", expiresAt: kept.expiresAt });
  return kept;
}

/**
 * A broker's reply may be Docusign's refusal.
 *
 * @param {string} plain
 */
function throwRefusal(plain) {
  const { refusal } = JSON.parse(plain);
  if (refusal !== undefined) throw fromCore(JSON.stringify(refusal));
}
