import { authorizedFetch } from "./authorized_fetch.js";
import { atAsyncCaller, atCaller, placeErrorsOf } from "../core/call_site.js";
import { callerOf } from "./caller.js";
import { signalOf } from "../core/caller_signal.js";
import { adminConsentUrl, consentUrl } from "../tools/consent.js";
import { ask, failure } from "../core/core.js";
import { drive } from "./drive.js";
import { addressOf } from "../tools/email.js";
import { Engine } from "./engine.js";
import { given, pick, spread } from "../core/given.js";
import { toJson } from "../core/json.js";
import { readRequest } from "./request.js";
import { inVariables, optionsOf } from "./variables.js";
import { USER_MEMORY } from "../platform/pauses.js";

/** @import * as api from "../../index.js" */
/** @import { Facts } from "../core/facts.js" */
/** @import { Signal } from "../platform/abort.js" */
/** @import { KeptToken } from "./kept_token.js" */

/** @typedef {{ [name: string]: any }} Fields options, read once and of any type */

// generated: options of JavaScript
/** Options that JavaScript keeps. All others go to the core. */
export const OWN = ["privateKey", "signer", "store", "storeSecret", "fetch", "now", "onEvent", "waitUntil"];
// generated end

/**
 * The part of a client that a broker needs. Internal.
 *
 * @type {(auth: DocusignAuth) => { engine: Engine, json: string, facts: Facts, derive: (changes: Fields) => DocusignAuth }}
 */
export let inside;

export class DocusignAuth {
  /** @type {Engine} */
  #engine;
  /** @type {Fields} */
  #options;
  /** @type {Facts} */
  #facts;
  /**
   * The cached token of the last call.
   *
   * @type {KeptToken | undefined}
   */
  #kept;
  /**
   * For an application: the options of the user clients made from it.
   *
   * @type {Fields | undefined}
   */
  #forUsers;

  static {
    inside = (auth) => ({
      engine: auth.#engine,
      json: auth.#json,
      facts: auth.#facts,
      derive: (changes) => auth.#derive(changes),
    });
  }

  /** @param {any} options */
  constructor(options) {
    atCaller(new.target, () => this.#begin(options));
    // Bound, so that it can be passed to other clients as their fetch.
    Object.defineProperty(this, "fetch", { value: this.fetch.bind(this), configurable: true, writable: true });
  }

  /** @param {any} options */
  #begin(options) {
    /** @type {Derived | undefined} */
    const derived = given(() => options instanceof Derived) ? options : undefined;
    if (derived !== undefined) {
      this.#options = derived.options;
      this.#forUsers = derived.forUsers;
    } else {
      if (options === null || typeof options !== "object") {
        throw failure("option_missing", "DocusignAuth has no options. Pass an object with clientId, privateKey, and userId for a user.");
      }
      const own = options;
      options = given(() => ({ ...own }));
      // A copy, because later changes must not affect the token's owner.
      this.#options = JSON.parse(toJson(coreOptions(options)));
    }
    const json = this.#json;
    /** @type {Facts} */
    const facts = JSON.parse(ask("describeClient", json));
    this.#facts = derived === undefined ? facts : shareEqual(facts, derived.facts);
    this.#engine = derived?.engine ?? new Engine(options);
  }

  /**
   * @param {object} env
   * @param {any} [options]
   */
  static fromEnv(env, options) {
    return atCaller(DocusignAuth.fromEnv, () => inVariables(options, () => new this(optionsOf(env, options))));
  }

  /** The options for the core. They are not stored as text, to save memory with many user clients. */
  get #json() {
    return toJson(this.#options);
  }

  /** The impersonated user; undefined for an application. */
  get userId() {
    return this.#facts.userId ?? undefined;
  }

  /** @param {api.TokenOptions} [options] */
  async getAccessToken(options) {
    const kept = options === undefined ? this.#cached(undefined) : undefined;
    if (kept !== undefined) return kept.accessToken;
    return (await atAsyncCaller(DocusignAuth.prototype.getAccessToken, () => this.#current(options))).accessToken;
  }

  /** @param {api.TokenOptions} [options] */
  async getToken(options) {
    const kept = options === undefined ? this.#cached(undefined) : undefined;
    if (kept !== undefined) return kept.token;
    return (await atAsyncCaller(DocusignAuth.prototype.getToken, () => this.#current(options))).token;
  }

  /**
   * @param {string | URL | Request} target
   * @param {api.FetchInit} [init]
   * @returns {Promise<Response>}
   */
  async fetch(target, init) {
    const wish = await readRequest(target, init);
    return authorizedFetch(this.#json, this.#host(wish.signal), wish);
  }

  /**
   * @param {string} userId
   * @param {{ scopes?: readonly api.Scope[] | string, accountId?: string }} [options]
   * @returns {DocusignAuth}
   */
  forUser(userId, options) {
    const { scopes, accountId, ...unknown } = spread(options);
    const [name] = Object.keys(unknown);
    if (name !== undefined) {
      // A longer name may be a key.
      const other = /^[a-z_]{1,24}$/i.test(name) ? name : "others";
      throw failure("option_invalid", `forUser has no option ${other}. Its options are scopes and accountId.`);
    }
    return this.#asUser(userId ?? null, { scopes, accountId });
  }

  /**
   * @param {string} email
   * @param {api.CallOptions & { accountId?: string, organizationId?: string, scopes?: readonly api.Scope[] | string }} [given]
   * @returns {Promise<DocusignAuth>}
   */
  async forEmail(email, given) {
    const options = called(given);
    const { address, key: name } = addressOf(email);
    const { accountId, organizationId, scopes } = options;
    const place = [accountId ?? this.#options.accountId, organizationId ?? this.#options.organizationId];
    const key = JSON.stringify([this.#facts.cacheKey, name, ...place]);
    const { lookups } = this.#engine;
    let userId = lookups.live(key, this.#engine.now())?.userId;
    if (userId === undefined) {
      const users = JSON.stringify(await this.findUsers(/** @type {any} */ ({ ...options, email: address })));
      userId = ask("selectUser", users, address);
      const now = this.#engine.now();
      lookups.set(key, { userId, expiresAt: now + USER_MEMORY }, now);
    }
    return this.#asUser(userId, { scopes, accountId });
  }

  /**
   * @param {{ scopes?: readonly api.Scope[] | string, organizationId?: string }} [options]
   * @returns {DocusignAuth}
   */
  forApplication(options) {
    const { scopes, organizationId } = pick(options, ["scopes", "organizationId"]);
    const forUsers = this.#forUsers ?? { scopes: this.#options.scopes };
    return this.#derive(
      { userId: undefined, scopes: copied(scopes ?? this.#facts.applicationScopes), ...(organizationId && { organizationId }) },
      forUsers,
    );
  }

  /**
   * @param {api.TokenOptions} [given]
   * @returns {Promise<Readonly<api.UserInfo>>}
   */
  async getUserInfo(given) {
    const options = wishes(given);
    const { cacheKey } = this.#facts;
    const { userInfos, flights } = this.#engine;
    const known = userInfos.live(cacheKey, this.#engine.now());
    if (known !== undefined && !options.forceRefresh) return known.userInfo;
    /** @type {import("./drive.js").Begin} */
    const begin = (core, now) => core.Operation.begin("userInfo", this.#json, "", 0, now);
    const ask = async (/** @type {Signal | undefined} */ signal) => {
      const userInfo = freeze(await drive(begin, this.#host(signal), signal));
      const now = this.#engine.now();
      userInfos.set(cacheKey, { userInfo, expiresAt: now + USER_MEMORY }, now);
      return userInfo;
    };
    return flights.run(`userinfo ${cacheKey}`, ask, options.signal);
  }

  /**
   * @param {api.TokenOptions & { accountId?: string | undefined }} [options]
   * @returns {Promise<api.Account>}
   */
  async getAccount(options) {
    const { accountId } = pick(options, ["accountId"]);
    if (accountId !== undefined && accountId !== null && typeof accountId !== "string") {
      throw failure("option_invalid", "The option accountId is not a string.");
    }
    const userInfo = JSON.stringify(await this.getUserInfo(options));
    return JSON.parse(ask("selectAccount", this.#json, userInfo, 0, accountId));
  }

  /**
   * @param {api.CallOptions & { email: string, status?: string, accountId?: string, organizationId?: string }} options
   * @returns {Promise<api.User[]>}
   */
  async findUsers(options) {
    const { signal, scopes, ...query } = called(options);
    if (typeof query.email === "string") query.email = addressOf(query.email).address;
    const json = toJson(query);
    /** @type {import("./drive.js").Begin} */
    const begin = (core, now) => core.Operation.begin("userSearch", this.#json, json, 0, now);
    return drive(begin, this.#host(signal), signal);
  }

  /** @param {Partial<api.ConsentUrlOptions>} [options] */
  consentUrl(options) {
    return consentUrl(this.#consent(options));
  }

  /** @param {Partial<api.ConsentUrlOptions>} [options] */
  adminConsentUrl(options) {
    return adminConsentUrl(this.#consent(options));
  }

  adminConsentHelp() {
    return ask("adminConsentHelp", this.#json);
  }

  /**
   * @param {Parameters<api.DocusignAuth["exchangeCode"]>[0]} options
   * @returns {Promise<api.UserTokens>}
   */
  async exchangeCode(options) {
    const { signal, adminConsent = false, ...fields } = called(options);
    const json = toJson(present(fields, ["code", "codeVerifier", "clientSecret"]));
    /** @type {import("./drive.js").Begin} */
    const begin = (core, now) => core.Operation.begin("codeExchange", this.#json, json, 0, now);
    const tokens = await drive(begin, this.#host(signal), signal);
    this.#engine.refusals.clear();
    if (tokens.idToken === undefined) {
      if (!adminConsent) return tokens;
      throw failure("organizations_missing", "The response to the code has no ID token.");
    }
    return { ...tokens, idTokenClaims: this.#claims(tokens.idToken, adminConsent) };
  }

  /**
   * @param {Parameters<api.DocusignAuth["refreshToken"]>[0]} options
   * @returns {Promise<api.UserTokens>}
   */
  async refreshToken(options) {
    const { signal, ...fields } = called(options);
    const json = toJson(present(fields, ["refreshToken", "clientSecret"]));
    /** @type {import("./drive.js").Begin} */
    const begin = (core, now) => core.Operation.begin("refresh", this.#json, json, 0, now);
    return drive(begin, this.#host(signal), signal);
  }

  toString() {
    const { clientId, userId, environment } = this.#facts;
    return `DocusignAuth(${environment}, ${clientId}, ${userId ?? "application"})`;
  }

  toJSON() {
    const { clientId, userId, environment, scopes } = this.#facts;
    return { clientId, userId: userId ?? undefined, environment, scopes };
  }

  [Symbol.for("nodejs.util.inspect.custom")]() {
    return this.toString();
  }

  /** @param {import("./engine.js").Wanted | undefined} options */
  #cached(options) {
    const kept = this.#engine.cached(this.#facts, options, this.#kept);
    if (kept !== undefined) this.#kept = kept;
    return kept;
  }

  /** @param {api.TokenOptions} [options] */
  async #current(options) {
    const wish = options === undefined ? undefined : wishes(options);
    return this.#cached(wish) ?? (await this.#engine.renew(this.#json, this.#facts, wish));
  }

  /**
   * @param {string} idToken
   * @param {boolean} organizationsNeeded
   */
  #claims(idToken, organizationsNeeded) {
    const now = this.#engine.now();
    return JSON.parse(ask("readIdToken", idToken, this.#json, now, organizationsNeeded ? "" : undefined));
  }

  /**
   * @param {Partial<api.ConsentUrlOptions>} [options]
   * @returns {any} with what this client has; whether it is all there, the core says
   */
  #consent(options) {
    const { clientId, environment, redirectUri } = this.#options;
    const own = { clientId, environment, redirectUri, ...spread(options) };
    // An application that was made from a client uses that client's scopes: an application needs no consent.
    return { ...own, scopes: own.scopes ?? (this.#forUsers ?? this.#options).scopes };
  }

  /**
   * The part of this client that a driven operation needs.
   *
   * @param {Signal} [signal]
   * @returns {import("./drive.js").Host}
   */
  #host(signal) {
    const caller = callerOf(this.#engine, this.#json, this.#facts, signal);
    return { ...caller, userInfo: () => this.getUserInfo({ signal: /** @type {AbortSignal | undefined} */ (signal) }) };
  }

  /**
   * @param {string | null} userId
   * @param {{ scopes?: unknown, accountId?: unknown }} options
   */
  #asUser(userId, { scopes, accountId }) {
    const isSet = (/** @type {unknown} */ value) => value !== undefined && value !== null;
    const chosen = { ...(isSet(scopes) && { scopes: copied(scopes) }), ...(isSet(accountId) && { accountId }) };
    return this.#derive({ ...this.#forUsers, ...chosen, userId });
  }

  /**
   * @param {Fields} changes
   * @param {Fields} [forUsers]
   */
  #derive(changes, forUsers) {
    const options = { ...this.#options, ...changes };
    return new DocusignAuth(new Derived(this.#engine, options, this.#facts, forUsers));
  }
}

placeErrorsOf(DocusignAuth.prototype, [
  ...["fetch", "forUser", "forEmail", "forApplication", "getUserInfo", "getAccount", "findUsers"],
  ...["consentUrl", "adminConsentUrl", "adminConsentHelp", "exchangeCode", "refreshToken"],
]);

/** A client that shares keys, caches and limits with its parent. */
class Derived {
  /**
   * @param {Engine} engine
   * @param {Fields} options
   * @param {Facts} facts
   * @param {Fields | undefined} forUsers
   */
  constructor(engine, options, facts, forUsers) {
    this.engine = engine;
    this.options = options;
    this.facts = facts;
    this.forUsers = forUsers;
  }
}

/**
 * Reuses equal values of the parent client, to save memory per user.
 *
 * @param {any} facts
 * @param {any} others
 * @returns {Facts}
 */
function shareEqual(facts, others) {
  const shared = (/** @type {any} */ value, /** @type {any} */ other) =>
    (Array.isArray(value) && value.join() === other?.join()) || value === other;
  for (const name of Object.keys(facts)) {
    if (shared(facts[name], others[name])) facts[name] = others[name];
  }
  return facts;
}

/**
 * The options for the core. A required option that is undefined stays visible.
 *
 * @param {Fields} options
 */
function coreOptions(options) {
  const fields = { ...options };
  for (const name of OWN) delete fields[name];
  return present(fields, ["clientId", "userId"]);
}

/**
 * JSON drops undefined values. null tells the core that the caller wanted to set the option.
 *
 * @param {Fields} fields
 * @param {string[]} names
 */
function present(fields, names) {
  /** @type {Fields} */
  const result = { ...fields };
  for (const name of names) if (name in result && result[name] === undefined) result[name] = null;
  return result;
}

/**
 * A frozen copy of the scopes.
 *
 * @param {unknown} scopes
 */
function copied(scopes) {
  return given(() => (Array.isArray(scopes) ? [...scopes] : scopes), "The option scopes");
}

/**
 * The options of a call, with a reliable signal.
 *
 * @param {Fields | undefined} options
 * @returns {Fields}
 */
function called(options) {
  const { signal, ...others } = spread(options);
  return { ...others, signal: signalOf(signal) };
}

/**
 * The options of a call for a token or userinfo.
 *
 * @param {unknown} options
 */
function wishes(options) {
  const picked = pick(options, ["signal", "forceRefresh"]);
  picked.signal = signalOf(picked.signal);
  return picked;
}

/** @param {api.UserInfo} userInfo */
function freeze(userInfo) {
  for (const account of userInfo.accounts) Object.freeze(account);
  Object.freeze(userInfo.accounts);
  return Object.freeze(userInfo);
}
