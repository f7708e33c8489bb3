/** What a client and all clients derived from it share: keys, clock, fetch, tokens, work under way. */
import { failure } from "./core.js";
import { drive } from "./drive.js";
import { ExpiringMap } from "./expiring_map.js";
import { Flights } from "./flights.js";
import { KeptToken } from "./kept_token.js";
import { signersOf } from "./keys.js";

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
  /** What earlier exchanges found out about clock and keys, as JSON for the core. */
  #lessons = "{}";

  constructor({ privateKey, signer, fetch, now, onEvent }) {
    for (const [name, value] of Object.entries({ fetch, now, onEvent })) {
      if (value !== undefined && typeof value !== "function") {
        throw failure("option_invalid", `The option ${name} is not a function.`);
      }
    }
    this.#fetch = fetch;
    this.#now = now;
    this.#onEvent = onEvent;
    this.#signers = signersOf({ privateKey, signer });
  }

  now() {
    return (this.#now ?? Date.now)();
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
    const forceRefresh = this.tokens.get(facts.cacheKey)?.token.accessToken === refused;
    const options = { signal, forceRefresh };
    const { token } = this.cached(facts, options) ?? (await this.renew(json, facts, options));
    return token.accessToken;
  }

  /** A new token, as it is kept; the one in memory where that fails and it still lives. */
  async renew(json, facts, options) {
    const { signal, forceRefresh } = options ?? {};
    const work = (shared) => this.#exchange(json, facts, shared);
    try {
      return await this.flights.run(facts.cacheKey, work, signal);
    } catch (error) {
      const entry = this.tokens.get(facts.cacheKey);
      const now = this.now();
      if (signal?.aborted || forceRefresh || entry === undefined) throw error;
      if (now >= entry.expiresAt) throw error;
      entry.renewAt = Math.min(now + RENEWAL_PAUSE, entry.expiresAt);
      this.emit({ type: "renewal_failed", code: error?.code, ...who(facts) });
      return entry;
    }
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
    const entry = this.#keep(facts.cacheKey, Object.freeze(token), renewAt, now);
    const { expiresAt } = token;
    this.emit({ type: "exchange", duration: now - begun, expiresAt, ...who(facts) });
    return entry;
  }

  #keep(cacheKey, token, renewAt, now) {
    const entry = this.tokens.get(cacheKey) ?? new KeptToken(token, renewAt);
    entry.replace(token, renewAt);
    this.tokens.set(cacheKey, entry, now);
    return entry;
  }

  /** What a driven operation needs, whoever it is for. */
  host(facts) {
    return {
      now: () => this.now(),
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
