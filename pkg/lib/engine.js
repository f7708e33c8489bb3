/** What a client and all clients derived from it share: keys, clock, fetch, tokens, work under way. */
import { failure } from "./core.js";
import { drive } from "./drive.js";
import { ExpiringMap } from "./expiring_map.js";
import { Flights } from "./flights.js";
import { given } from "./given.js";
import { KeptToken } from "./kept_token.js";
import { keysOf, signerOf } from "./keys.js";
import { SharedTokens } from "./shared_tokens.js";
import { checkStore, secretsOf } from "./store_options.js";

/** A token that could not be renewed is served for this long before the next attempt. */
const RENEWAL_PAUSE = 30_000;

export class Engine {
  tokens = new ExpiringMap();
  userInfos = new ExpiringMap();
  lookups = new ExpiringMap();
  flights = new Flights();
  #signers;
  #now;
  #fetch;
  #onEvent;
  #waitUntil;
  /** What is shared with other processes, where there is a store. */
  shared;
  /** What earlier exchanges found out about clock and keys, as JSON for the core. */
  #lessons = "{}";

  constructor(options) {
    const { privateKey, signer, fetch, now, onEvent, waitUntil } = options;
    for (const [name, value] of Object.entries({ fetch, now, onEvent, waitUntil })) {
      if (value !== undefined && typeof value !== "function") {
        throw failure("option_invalid", `The option ${name} is not a function.`);
      }
    }
    this.#fetch = fetch;
    this.#now = now;
    this.#onEvent = onEvent;
    this.#waitUntil = waitUntil;
    const keys = given(() => keysOf({ privateKey, signer }), "The option privateKey or signer");
    this.#signers = keys.map(signerOf);
    if (options.store !== undefined) this.shared = this.#share(options, keys);
  }

  #share(options, keys) {
    given(() => checkStore(options.store), "The option store");
    return new SharedTokens(options.store, secretsOf(keys, options), {
      now: () => this.now(),
      emit: (event, facts) => this.emit({ ...event, ...who(facts) }),
      later: (promise) => this.#later(promise),
    });
  }

  now() {
    if (this.#now === undefined) return Date.now();
    const now = given(this.#now, "The clock of the option now", "clock_invalid");
    // With a time that is none, a token would never end.
    if (Number.isFinite(now)) return now;
    throw failure("clock_invalid", "The option now returned no number of milliseconds since 1970.");
  }

  /** Tells the caller's listener, whose failures are its own. */
  emit(event) {
    if (this.#onEvent === undefined) return;
    try {
      this.#onEvent(event);
    } catch {
      // A listener must not decide over a token.
    }
  }

  /**
   * The token in memory, as it is kept, if it need not be renewed yet. `kept` is what the client had last
   * time; it saves the look-up.
   */
  cached(facts, options, kept) {
    const now = this.now();
    let entry = kept;
    if (entry === undefined || now >= entry.renewAt) entry = this.tokens.get(facts.cacheKey);
    if (entry === undefined || options?.forceRefresh || now >= entry.renewAt) return undefined;
    if (options?.signal?.aborted) return undefined;
    if (this.#onEvent !== undefined) this.emit({ type: "cache_hit", ...who(facts) });
    return entry;
  }

  /** A token for a call; a fresh one when `refused` is still the token in memory. */
  async token(json, facts, signal, refused) {
    const known = this.tokens.get(facts.cacheKey)?.token.accessToken;
    const forceRefresh = known !== undefined && known === refused;
    const options = { signal, forceRefresh };
    const { token } = this.cached(facts, options) ?? (await this.renew(json, facts, options, refused));
    return token.accessToken;
  }

  /** Has the next caller get a fresh token, if this one is still the one in memory. */
  distrust(facts, accessToken) {
    const entry = this.tokens.get(facts.cacheKey);
    if (entry?.token.accessToken === accessToken) entry.distrust();
  }

  /** A new token, as it is kept; the one in memory where that fails and it still lives. */
  async renew(json, facts, options, refused) {
    const { signal, forceRefresh } = options ?? {};
    const { cacheKey } = facts;
    const entry = this.tokens.get(cacheKey);
    if (entry?.distrusted) refused ??= entry.token.accessToken;
    const fresh = forceRefresh === true && refused === undefined;
    const work = (shared) => this.#kept(this.#obtain(json, facts, { refused, fresh }, shared));
    const key = fresh && this.shared ? `fresh ${cacheKey}` : cacheKey;
    if (this.#waitUntil && !forceRefresh && !entry?.distrusted && !signal?.aborted) {
      const live = this.#behind(key, work, facts);
      if (live !== undefined) return live;
    }
    try {
      return await this.flights.run(key, work, signal);
    } catch (error) {
      if (signal?.aborted || forceRefresh) throw error;
      return this.#live(facts, error);
    }
  }

  /** The token in memory after a renewal that failed, if it still lives. */
  #live(facts, error) {
    const entry = this.tokens.get(facts.cacheKey);
    const now = this.now();
    if (entry === undefined || now >= entry.expiresAt) throw error;
    entry.renewAt = Math.min(now + RENEWAL_PAUSE, entry.expiresAt);
    this.emit({ type: "renewal_failed", code: error?.code, ...who(facts) });
    return entry;
  }

  /** The token in memory, if it lives, while one request renews it behind its own answer. */
  #behind(key, work, facts) {
    const entry = this.tokens.get(facts.cacheKey);
    const now = this.now();
    if (entry === undefined || now >= entry.expiresAt) return undefined;
    // The request that renews may vanish; then the next one does.
    if (!(entry.renewing > now)) {
      entry.renewing = now + facts.timeout;
      const told = this.flights.run(key, work).catch((error) => {
        try {
          this.#live(facts, error);
        } catch {
          // It has ended meanwhile; the next caller hears why there is no other.
        }
      });
      // The platform may stop once what it was given has settled: that is after the failure has been told.
      this.#kept(told);
    }
    return entry;
  }

  /** Lets work go on when the request that began it is over, where the platform can. */
  #kept(work) {
    if (this.#waitUntil) this.#later(work);
    return work;
  }

  /** Leaves a promise to the platform; without one that takes it, the caller has to wait. */
  #later(promise) {
    promise.catch(() => {});
    if (this.#waitUntil === undefined) return promise;
    try {
      this.#waitUntil(promise.catch(() => {}));
      return undefined;
    } catch {
      return promise;
    }
  }

  async #obtain(json, facts, wish, signal) {
    const exchange = () => this.#exchange(json, facts, signal);
    if (this.shared === undefined) return exchange();
    const { cacheKey } = facts;
    const memory = {
      get: () => this.tokens.get(cacheKey),
      keep: (entry) => this.#keep(cacheKey, entry),
    };
    return this.shared.obtain(facts, memory, exchange, wish, signal);
  }

  #keep(cacheKey, { token, renewAt, receivedAt }) {
    const entry = this.tokens.get(cacheKey) ?? new KeptToken(token, renewAt);
    entry.replace(token, renewAt);
    if (this.shared !== undefined) entry.receivedAt = receivedAt;
    if (entry.renewing !== undefined) entry.renewing = undefined;
    this.tokens.set(cacheKey, entry, this.now());
    return entry;
  }

  async #exchange(json, facts, signal) {
    const host = this.host(facts);
    const keys = this.#signers.length;
    const lessons = this.#lessons;
    const begin = (core, now) => core.Operation.jwtExchange(json, keys, lessons, now);
    const begun = this.now();
    const { token, renewAt, lessons: learnt } = await drive(begin, host, signal);
    const now = this.now();
    this.#lessons = JSON.stringify(learnt);
    Object.freeze(token.scopes);
    const entry = this.#keep(facts.cacheKey, { token: Object.freeze(token), renewAt, receivedAt: begun });
    const { expiresAt } = token;
    this.emit({ type: "exchange", duration: now - begun, expiresAt, ...who(facts) });
    return entry;
  }

  /** What a driven operation needs, whoever it is for. */
  host(facts) {
    return {
      now: () => this.now(),
      isOwnFetch: this.#fetch !== undefined && this.#fetch !== globalThis.fetch,
      fetch: (url, init) => {
        const fetch = this.#fetch ?? globalThis.fetch;
        return fetch(url, init);
      },
      timeout: facts.timeout,
      emit: (event) => this.emit({ ...event, ...who(facts) }),
      signers: this.#signers,
    };
  }
}

function who({ clientId, userId }) {
  return userId === null ? { clientId } : { clientId, userId };
}
