/** The state that a client and its derived clients share: keys, clock, fetch, tokens, running work. */
import { ignore } from "../platform/callback.js";
import { failure } from "../core/core.js";
import { drive } from "./drive.js";
import { ExpiringMap } from "../platform/expiring_map.js";
import { checkFetch, platformFetch, steersFramework } from "../core/fetch_failure.js";
import { Flights } from "./flights.js";
import { given } from "../core/given.js";
import { KeptToken } from "./kept_token.js";
import { keysOf, signerOf } from "../keys/keys.js";
import { CLOCK_STEP, RENEWAL_PAUSE } from "../platform/pauses.js";
import { Refusals } from "./refusal.js";
import { SharedTokens } from "../store/shared_tokens.js";
import { checkStore, secretsOf } from "../store/store_options.js";

/** @import { Signal } from "../platform/abort.js" */
/** @import { Fetch } from "../platform/transport.js" */
/** @import { ClientEvent, Facts, Received } from "../core/facts.js" */
/** @import { Wish } from "../store/shared_tokens.js" */
/** @import { DocusignEvent, UserInfo } from "../../index.js" */

/** @typedef {{ signal?: Signal | undefined, forceRefresh?: boolean | undefined }} Wanted */

export class Engine {
  /** @type {ExpiringMap<KeptToken>} */
  tokens = new ExpiringMap();
  /** @type {ExpiringMap<{ userInfo: UserInfo, expiresAt: number }>} */
  userInfos = new ExpiringMap();
  /** @type {ExpiringMap<{ userId: string, expiresAt: number }>} */
  foundUsers = new ExpiringMap();
  flights = new Flights();
  refusals = new Refusals();
  /** The latest time of the clock, and how often the clock has gone back. */
  #latest = -Infinity;
  #era = 0;
  /** @type {((data: Uint8Array) => Uint8Array | Promise<Uint8Array>)[]} */
  #signers;
  /** @type {(() => unknown) | undefined} */
  #now;
  /** @type {Fetch | undefined} */
  #fetch;
  /** @type {((event: DocusignEvent) => unknown) | undefined} */
  #onEvent;
  /** @type {((promise: Promise<unknown>) => unknown) | undefined} */
  #waitUntil;
  /**
   * The tokens shared with other processes, if there is a store.
   *
   * @type {SharedTokens | undefined}
   */
  shared;
  /** The lessons of earlier token requests about clock and keys, as JSON for the core. */
  #lessons = "{}";

  /** @param {{ [name: string]: any }} options the caller's */
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
    this.#waitUntil = waitUntil;
    const keys = given(() => keysOf({ privateKey, signer }), "The option privateKey or signer");
    this.#signers = given(() => keys.map(signerOf), "The option privateKey", "key_unrecognized");
    if (options.store !== undefined) this.shared = this.#share(options, keys);
  }

  /**
   * @param {{ [name: string]: any }} options
   * @param {import("../keys/keys.js").Key[]} keys
   */
  #share(options, keys) {
    given(() => checkStore(options.store), "The option store");
    return new SharedTokens(options.store, secretsOf(keys, options), {
      now: () => this.now(),
      emit: (event, facts) => this.emit({ ...event, ...who(facts) }),
      later: (promise) => this.#later(promise),
    });
  }

  now() {
    const now = this.#read();
    if (now > this.#latest) this.#latest = now;
    else if (now < this.#latest - CLOCK_STEP) this.#wentBack(now);
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
   * The clock was corrected, so the age of all dated entries is unknown.
   *
   * @param {number} now
   */
  #wentBack(now) {
    this.#latest = now;
    this.#era += 1;
    this.#lessons = "{}";
    for (const memory of [this.tokens, this.userInfos, this.foundUsers, this.refusals]) memory.clear();
  }

  /**
   * Calls the listener. Its errors never reach the caller.
   *
   * @param {ClientEvent & { clientId: string, userId?: string }} event
   */
  emit(event) {
    if (this.#onEvent === undefined) return;
    try {
      ignore(this.#onEvent(/** @type {DocusignEvent} */ (event)));
    } catch {
      // A listener must not affect the token.
    }
  }

  /**
   * Returns the cached token, if it is not due. `kept` is the client's last token, which saves a lookup.
   *
   * @param {Facts} facts
   * @param {Wanted | undefined} options
   * @param {KeptToken} [kept]
   * @returns {KeptToken | undefined}
   */
  cached(facts, options, kept) {
    const now = this.now();
    let entry = kept;
    if (entry === undefined || now >= entry.renewAt || entry.era !== this.#era) entry = this.tokens.get(facts.cacheKey);
    if (entry === undefined || options?.forceRefresh || now >= entry.renewAt) return undefined;
    if (options?.signal?.aborted) return undefined;
    if (this.#onEvent !== undefined) this.emit({ type: "cache_hit", ...who(facts) });
    return entry;
  }

  /**
   * Returns the cached token or a new one, and never the token that an API has `refused`.
   *
   * @param {string} json the settings for the core
   * @param {Facts} facts
   * @param {Signal | undefined} signal
   * @param {string} [refused]
   * @returns {Promise<KeptToken>}
   */
  async current(json, facts, signal, refused) {
    if (refused !== undefined) this.refuse(facts, refused);
    return this.cached(facts, { signal }) ?? (await this.renew(json, facts, { signal }, refused));
  }

  /**
   * Notes that an API has refused a token. `again` means that it replaced another refused token in the same call.
   *
   * @param {Facts} facts
   * @param {string} accessToken
   * @param {boolean} [again]
   */
  refuse({ cacheKey }, accessToken, again = false) {
    const now = this.now();
    const entry = this.tokens.get(cacheKey);
    if (entry?.accessToken === accessToken) entry.refuse(now, again);
  }

  /**
   * Mints a new token. If that fails, returns the cached one, if it is still valid.
   *
   * @param {string} json the settings for the core
   * @param {Facts} facts
   * @param {Wanted | undefined} options
   * @param {string} [refused]
   * @returns {Promise<KeptToken>}
   */
  async renew(json, facts, options, refused) {
    const { signal, forceRefresh } = options ?? {};
    const fresh = Boolean(forceRefresh);
    const { cacheKey } = facts;
    const known = fresh ? undefined : this.refusals.error(cacheKey, this.now());
    if (known !== undefined) return this.#live(facts, known);
    const entry = this.tokens.get(cacheKey);
    if (entry?.refused) refused ??= entry.accessToken;
    /** @param {Signal | undefined} shared */
    const work = (shared) => this.#kept(this.#remembering(cacheKey, this.#obtain(json, facts, { refused, fresh }, shared)));
    // A new token serves every caller. A stored token may be the one that this caller refuses.
    const unwanted = this.shared === undefined ? "" : fresh ? " fresh" : refused === undefined ? "" : ` not ${refused}`;
    const key = cacheKey + unwanted;
    if (this.#waitUntil && !fresh && refused === undefined && !signal?.aborted) {
      const live = this.#behind(key, work, facts);
      if (live !== undefined) return live;
    }
    try {
      return await this.flights.run(key, work, signal);
    } catch (error) {
      if (signal?.aborted || fresh || steersFramework(error)) throw error;
      return this.#live(facts, error);
    }
  }

  /**
   * @param {string} cacheKey
   * @param {Promise<KeptToken>} work
   */
  async #remembering(cacheKey, work) {
    try {
      return await work;
    } catch (error) {
      this.refusals.note(cacheKey, error, this.now());
      throw error;
    }
  }

  /**
   * Returns the cached token after a failed renewal, if it is still valid and no API has refused it.
   *
   * @param {Facts} facts
   * @param {unknown} error
   * @returns {KeptToken}
   */
  #live(facts, error) {
    const now = this.now();
    const entry = this.tokens.get(facts.cacheKey);
    if (entry === undefined || entry.refused || now >= entry.expiresAt) throw error;
    entry.renewAt = Math.min(now + RENEWAL_PAUSE, entry.expiresAt);
    this.emit({ type: "renewal_failed", code: /** @type {any} */ (error)?.code, ...who(facts) });
    return entry;
  }

  /**
   * Returns the cached token, if it is valid, while one request renews it in the background.
   *
   * @param {string} key
   * @param {(signal: Signal | undefined) => Promise<KeptToken>} work
   * @param {Facts} facts
   */
  #behind(key, work, facts) {
    const now = this.now();
    const entry = this.tokens.get(facts.cacheKey);
    if (entry === undefined || now >= entry.expiresAt) return undefined;
    // If the renewing request disappears, the next one renews.
    if (entry.renewing === undefined || entry.renewing <= now) {
      entry.renewing = now + facts.timeout;
      const told = this.flights.run(key, work).catch((error) => {
        try {
          this.#live(facts, error);
        } catch {
          // The token has expired meanwhile. The next caller gets the error.
        }
      });
      // The platform may stop when the promise has settled, so it settles after the failure was reported.
      this.#kept(told);
    }
    return entry;
  }

  /**
   * Keeps work running after the end of its request, if the platform supports it.
   *
   * @template {Promise<unknown>} Work
   * @param {Work} work
   * @returns {Work}
   */
  #kept(work) {
    if (this.#waitUntil) this.#later(work);
    return work;
  }

  /**
   * Passes a promise to the platform. Without waitUntil, the caller must wait.
   *
   * @param {Promise<unknown>} promise
   * @returns {Promise<unknown> | undefined}
   */
  #later(promise) {
    promise.catch(() => {});
    if (this.#waitUntil === undefined) return promise;
    try {
      ignore(this.#waitUntil(promise.catch(() => {})));
      return undefined;
    } catch {
      return promise;
    }
  }

  /**
   * @param {string} json
   * @param {Facts} facts
   * @param {Wish} wish
   * @param {Signal | undefined} signal
   * @returns {Promise<KeptToken>}
   */
  async #obtain(json, facts, wish, signal) {
    const exchange = () => this.#exchange(json, facts, wish.refused !== undefined, signal);
    if (this.shared === undefined) return exchange();
    const { cacheKey } = facts;
    const memory = {
      get: () => this.tokens.get(cacheKey),
      keep: (/** @type {Received} */ received) => this.#keepShared(cacheKey, received),
    };
    return /** @type {Promise<KeptToken>} */ (this.shared.obtain(facts, memory, exchange, wish, signal));
  }

  /**
   * @param {string} cacheKey
   * @param {Received} received
   * @param {number} era
   */
  #keep(cacheKey, received, era) {
    const now = this.now();
    this.refusals.forget(cacheKey);
    // The clock was corrected meanwhile. Waiting callers get this token; the next caller gets a token with a known
    // age.
    if (era !== this.#era) return new KeptToken(cacheKey, era, received);
    const known = this.tokens.get(cacheKey);
    known?.replace(received);
    const entry = known ?? new KeptToken(cacheKey, era, received);
    if (entry.renewing !== undefined) entry.renewing = undefined;
    this.tokens.set(cacheKey, entry, now);
    return entry;
  }

  /**
   * Caches a token of another process, whose clock may be ahead of ours.
   *
   * @param {string} cacheKey
   * @param {Received} received
   */
  #keepShared(cacheKey, received) {
    const now = this.now();
    const receivedAt = Math.min(received.receivedAt, now);
    const entry = this.#keep(cacheKey, { ...received, receivedAt }, this.#era);
    if (received.afterRefusal) entry.hold(receivedAt);
    return entry;
  }

  /**
   * @param {string} json
   * @param {Facts} facts
   * @param {boolean} afterRefusal
   * @param {Signal | undefined} signal
   */
  async #exchange(json, facts, afterRefusal, signal) {
    const host = this.host(facts);
    const keys = this.#signers.length;
    const lessons = this.#lessons;
    /** @type {import("./drive.js").Begin} */
    const begin = (core, now) => core.Operation.begin("jwtExchange", json, lessons, keys, now);
    const begun = this.now();
    const era = this.#era;
    const { token, renewAt, lessons: learnt } = await drive(begin, host, signal);
    const now = this.now();
    if (era === this.#era) this.#lessons = JSON.stringify(learnt);
    Object.freeze(token.scopes);
    const received = { token: Object.freeze(token), renewAt, receivedAt: begun, afterRefusal };
    const entry = this.#keep(facts.cacheKey, received, era);
    const { expiresAt } = token;
    this.emit({ type: "exchange", duration: now - begun, expiresAt, ...who(facts) });
    return entry;
  }

  /**
   * The common part of all driven operations.
   *
   * @param {Facts} facts
   * @returns {import("./drive.js").Host}
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
      emit: (event) => this.emit({ ...event, ...who(facts) }),
      signers: this.#signers,
    };
  }
}

/** @param {Facts} facts */
function who({ clientId, userId }) {
  return userId === null ? { clientId } : { clientId, userId };
}
