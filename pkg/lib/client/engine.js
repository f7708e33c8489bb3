/** The state that a client and its derived clients share: keys, clock, fetch, memory, running work, listener. */
import { failure } from "../core/core.js";
import { checkFetch, platformFetch } from "../core/fetch_failure.js";
import { given } from "../core/given.js";
import { keysOf, signerOf } from "../keys/keys.js";
import { ignore } from "../platform/callback.js";
import { SharedTokens } from "../store/shared_tokens.js";
import { checkStore, secretsOf } from "../store/store_options.js";
import { later } from "./background_work.js";
import { Flights } from "./flights.js";
import { Memory } from "./memory.js";

/** @import { DocusignEvent } from "../../index.js" */
/** @import { ClientEvent, Facts } from "../core/facts.js" */
/** @import { Fields } from "../core/given.js" */
/** @import { Key } from "../keys/keys.js" */
/** @import { Signal } from "../platform/abort.js" */
/** @import { Fetch } from "../platform/transport.js" */
/** @import { WaitUntil } from "./background_work.js" */
/** @import { Host } from "./drive.js" */
/** @import { KeptToken } from "./kept_token.js" */

/** @typedef {{ signal?: Signal | undefined, forceRefresh?: boolean | undefined }} Wanted */

export class Engine {
  memory = new Memory();
  flights = new Flights();
  /** @type {WaitUntil | undefined} */
  waitUntil;
  /**
   * The tokens shared with other processes, if there is a store.
   *
   * @type {SharedTokens | undefined}
   */
  shared;
  /** @type {Host["signers"]} */
  #signers;
  /** @type {(() => unknown) | undefined} */
  #now;
  /** @type {Fetch | undefined} */
  #fetch;
  /** @type {((event: DocusignEvent) => unknown) | undefined} */
  #onEvent;

  /** @param {Fields} options the caller's */
  constructor(options) {
    const { privateKey, signer, fetch, now, onEvent, waitUntil } = options;
    given(() => checkFetch(fetch), "The option fetch");
    for (const [name, value] of Object.entries({ now, onEvent, waitUntil })) {
      if (value !== undefined && typeof value !== "function") {
        throw failure("option_invalid", `The option ${name} is not a function.`);
      }
    }
    this.#fetch = fetch;
    this.#now = now;
    this.#onEvent = onEvent;
    this.waitUntil = waitUntil;
    const keys = given(() => keysOf({ privateKey, signer }), "The option privateKey or signer");
    this.#signers = given(() => keys.map(signerOf), "The option privateKey", "key_unrecognized");
    if (options.store !== undefined) this.shared = this.#share(options, keys);
  }

  /**
   * @param {Fields} options
   * @param {Key[]} keys
   */
  #share(options, keys) {
    given(() => checkStore(options.store), "The option store");
    return new SharedTokens(options.store, secretsOf(keys, options), {
      now: () => this.now(),
      emit: (event, facts) => this.emit(facts, event),
      later: (promise) => later(this.waitUntil, promise),
    });
  }

  now() {
    const now = this.#read();
    this.memory.tick(now);
    return now;
  }

  #read() {
    if (this.#now === undefined) return Date.now();
    const now = given(this.#now, "The clock of the option now", "clock_invalid");
    // With NaN as the time, a token would never expire.
    if (typeof now === "number" && Number.isFinite(now)) return now;
    ignore(now);
    throw failure("clock_invalid", "The option now did not return a number of milliseconds since 1970.");
  }

  /**
   * Adds client and user to an event, and calls the listener. Its errors never reach the caller.
   *
   * @param {Facts} facts
   * @param {ClientEvent} event
   */
  emit({ clientId, userId }, event) {
    if (this.#onEvent === undefined) return;
    const told = /** @type {DocusignEvent} */ (event);
    told.clientId = clientId;
    if (userId !== null) told.userId = userId;
    try {
      ignore(this.#onEvent(told));
    } catch {
      // A listener must not affect the token.
    }
  }

  /**
   * Returns the cached token, if it is not due. `kept` is the client's last token.
   *
   * @param {Facts} facts
   * @param {Wanted | undefined} options
   * @param {KeptToken} [kept]
   * @returns {KeptToken | undefined}
   */
  cached(facts, options, kept) {
    const entry = this.memory.cached(facts.cacheKey, this.now(), kept);
    if (entry === undefined || options?.forceRefresh || options?.signal?.aborted) return undefined;
    if (this.#onEvent !== undefined) this.emit(facts, { type: "cache_hit" });
    return entry;
  }

  /**
   * The common part of all driven operations.
   *
   * @param {Facts} facts
   * @returns {Host}
   */
  host(facts) {
    return {
      now: () => this.now(),
      isOwnFetch: this.#fetch !== undefined && this.#fetch !== globalThis.fetch,
      fetch: (url, init) => {
        const fetch = this.#fetch ?? platformFetch();
        return fetch(url, init);
      },
      timeout: facts.timeout,
      emit: (event) => this.emit(facts, event),
      signers: this.#signers,
    };
  }
}
