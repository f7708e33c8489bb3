/**
 * Tokens that several processes share through a store: read, let one process mint a token, write. The store is never
 * trusted: records are decrypted and checked, and calls have a time limit. If the store fails, the client mints a
 * token itself.
 */
import { sleep } from "../platform/abort.js";
import { CLOCK_STEP, FIRST_INTERVAL, LOCK_LIFETIME, LONGEST_INTERVAL } from "../platform/pauses.js";
import { brokeredToken } from "./brokered_token.js";
import { RecordCipher } from "./encrypted_record.js";
import { opened, recordOf, tokenOf } from "./token_record.js";
import { Entries, FAILED, callStore } from "./store_calls.js";

/** @import { TokenBroker, TokenStore } from "../../index.js" */

/**
 * The place of a token in memory.
 *
 * @typedef {{ get: () => Entry | undefined, keep: (received: Received) => Entry }} Memory
 */

/**
 * The options of a caller: `refused` is an access token that must not be returned, `fresh` skips the store.
 *
 * @typedef {{ refused: string | undefined, fresh: boolean }} Wish
 */

/** @typedef {import("../core/facts.js").Facts} Facts */
/** @typedef {import("../core/facts.js").Received} Received */
/** @typedef {import("../core/facts.js").ClientEvent} ClientEvent */
/** @typedef {(event: ClientEvent) => void} Emit */

/**
 * A caller's store. Of its methods, `checkStore` demands only `get` and `set`, or `mint`.
 *
 * @typedef {Required<TokenStore> & TokenBroker} Store
 */

/**
 * An entry in memory, as the engine keeps it.
 *
 * @typedef {Received & { accessToken: string, readonly expiresAt: number, refused: boolean, hold: (since: number) => void, postpone: (now: number) => void }} Entry
 */

/**
 * One call for a token.
 *
 * @typedef {object} Task
 * @property {Facts} facts
 * @property {Memory} memory
 * @property {() => Promise<Entry>} exchange
 * @property {string | undefined} refused
 * @property {import("../platform/abort.js").Signal | undefined} signal
 * @property {Emit} emit
 * @property {string[]} names
 */

export class SharedTokens {
  /** @type {Store} */
  #store;
  /** @type {() => number} */
  #now;
  /** @type {(event: ClientEvent, facts: Facts) => void} */
  #emit;
  /** @type {(promise: Promise<unknown>) => Promise<unknown> | undefined} */
  #later;
  #entries = new Entries();

  /**
   * @param {Store} store the caller's, checked by `checkStore`
   * @param {(() => Uint8Array<ArrayBuffer>)[]} secrets
   * @param {{ now: () => number, emit: (event: ClientEvent, facts: Facts) => void, later: (promise: Promise<unknown>) => Promise<unknown> | undefined }} host
   */
  constructor(store, secrets, { now, emit, later }) {
    this.#store = store;
    this.cipher = new RecordCipher(secrets);
    this.#now = now;
    this.#emit = emit;
    this.#later = later;
  }

  /**
   * Returns a token from the store, or a new one.
   *
   * @param {Facts} facts
   * @param {Memory} memory
   * @param {() => Promise<Entry>} exchange keeps the token in memory, too
   * @param {Wish} wish
   * @param {import("../platform/abort.js").Signal | undefined} signal
   * @returns {Promise<Entry>}
   */
  async obtain(facts, memory, exchange, { refused, fresh }, signal) {
    /** @type {Emit} */
    const emit = (event) => this.#emit(event, facts);
    /** @type {Task} */
    const task = { facts, memory, exchange, refused, signal, emit, names: [] };
    if (!this.#entries.enter(facts.cacheKey)) return exchange();
    try {
      task.names = await this.cipher.names(facts.cacheKey);
    } catch (error) {
      emit({ type: "store_failed", operation: "seal", reason: "error", error });
      return exchange();
    }
    if (signal?.aborted) throw signal.reason;
    if (typeof this.#store.mint === "function") return fresh ? exchange() : brokeredToken(this.#store, this.cipher, this.#now, task);
    if (fresh) return this.#exchange(task);
    const found = await this.#look(task);
    if (signal?.aborted) throw signal.reason;
    if (found === FAILED) return this.#exchange(task);
    if (found !== undefined) return found;
    return typeof this.#store.lock === "function" ? this.#locked(task) : this.#exchange(task);
  }

  /**
   * Returns the token in the store or in memory, unless it is due or refused.
   *
   * @param {Task} task
   * @returns {Promise<Entry | typeof FAILED | undefined>}
   */
  async #look(task) {
    const { facts, memory, refused, emit, names } = task;
    const { cacheKey } = facts;
    for (const name of names) {
      const record = await callStore("get", (signal) => this.#store.get(name, { signal }), emit);
      const known = memory.get();
      if (known !== undefined && this.#wanted(known, refused)) return known;
      if (record === FAILED) return FAILED;
      if (record === undefined || record === null) continue;
      const plain = await opened(this.cipher, "token", cacheKey, record, emit);
      const entry = plain === undefined ? undefined : tokenOf(plain, facts, this.#now(), emit);
      if (entry === undefined || entry.token.accessToken === refused) continue;
      // Without a lock, all processes would renew at the same moment.
      if (this.#store.lock === undefined) entry.renewAt -= Math.random() * (facts.refreshMargin / 2);
      const wanted = this.#wanted(entry, refused);
      const kept = wanted || known === undefined || known.expiresAt <= entry.token.expiresAt ? memory.keep(entry) : undefined;
      if (!wanted || kept === undefined) continue;
      emit({ type: "store_hit", expiresAt: kept.expiresAt });
      return kept;
    }
    return undefined;
  }

  /**
   * @param {Received} entry
   * @param {string | undefined} refused
   */
  #wanted(entry, refused) {
    return entry.token.accessToken !== refused && this.#now() < entry.renewAt;
  }

  /**
   * Mints a token, and writes it.
   *
   * @param {Task} task
   * @param {() => Promise<unknown>} [after]
   * @returns {Promise<Entry>}
   */
  async #exchange({ facts, exchange, refused, names, emit }, after) {
    /** @type {Entry} */
    let entry;
    try {
      entry = await exchange();
    } catch (error) {
      const gone = async () => {
        if (refused !== undefined && typeof this.#store.delete === "function") {
          for (const name of names) await callStore("delete", (signal) => this.#store.delete(name, { signal }), emit);
        }
        await after?.();
      };
      await this.#later(gone());
      throw error;
    }
    const write = async () => {
      await this.#write(facts, nameOf(names), entry, emit);
      await after?.();
    };
    await this.#later(write());
    return entry;
  }

  /**
   * @param {Facts} facts
   * @param {string} name
   * @param {Entry} entry
   * @param {Emit} emit
   */
  async #write({ cacheKey }, name, entry, emit) {
    const { receivedAt } = entry;
    const { expiresAt } = entry.token;
    const now = this.#now();
    const lifetime = Math.min(expiresAt - now, expiresAt - receivedAt);
    // A token that was dated by a corrected clock is not shared.
    if (lifetime <= 0 || now < receivedAt - CLOCK_STEP) return;
    await callStore(
      "set",
      async (signal) => {
        const record = await recordOf(this.cipher, cacheKey, entry);
        return this.#store.set(name, record, { expiresAt, lifetime, signal });
      },
      emit,
    );
  }

  /**
   * One process mints a token. The others wait for its record, at most for the lifetime of a lock.
   *
   * @param {Task} task
   * @returns {Promise<Entry>}
   */
  async #locked(task) {
    const { memory, exchange, refused, signal, names, emit } = task;
    const name = nameOf(names);
    const begun = performance.now();
    let pause = FIRST_INTERVAL;
    for (;;) {
      const lifetime = LOCK_LIFETIME;
      const lock = await callStore("lock", (s) => this.#store.lock(name, { lifetime, signal: s }), emit);
      if (lock === FAILED) return exchange();
      if (typeof lock === "function") return this.#holding(task, lock);
      const due = memory.get();
      const now = this.#now();
      if (due !== undefined && !due.refused && due.accessToken !== refused && now < due.expiresAt) {
        due.postpone(now);
        return due;
      }
      if (performance.now() - begun >= LOCK_LIFETIME) {
        emit({ type: "store_failed", operation: "lock", reason: "timeout" });
        return exchange();
      }
      await sleep(pause * (0.5 + Math.random()), signal);
      pause = Math.min(pause * 2, LONGEST_INTERVAL);
      const found = await this.#look(task);
      if (signal?.aborted) throw signal.reason;
      if (found === FAILED) return exchange();
      if (found !== undefined) return found;
    }
  }

  /**
   * @param {Task} task
   * @param {() => unknown} unlock
   * @returns {Promise<Entry>}
   */
  async #holding(task, unlock) {
    const { emit, signal } = task;
    const release = () => callStore("unlock", () => unlock(), emit);
    // Another process may have written between our read and our lock.
    const found = await this.#look(task);
    const isThere = found !== undefined && found !== FAILED;
    if (!signal?.aborted && !isThere) return this.#exchange(task, release);
    await this.#later(release());
    if (signal?.aborted || !isThere) throw signal?.reason;
    return found;
  }
}

/**
 * The name for writing.
 *
 * @param {string[]} names
 */
const nameOf = ([name = ""]) => name;
