import { authorizedFetch } from "./authorized_fetch.js";
import { Derived, asApplication, asUser, shareEqual, userIdOf, userOptions } from "./acting_as.js";
import { atAsyncCaller, atCaller, placeErrorsOf } from "../core/call_site.js";
import { callerOf } from "./caller.js";
import { exchangeCode, refreshTokens } from "./code_grant.js";
import { adminConsentUrl, consentUrl } from "../tools/consent.js";
import { ask, failure } from "../core/core.js";
import { drive } from "./drive.js";
import { Engine } from "./engine.js";
import { given, spread } from "../core/given.js";
import { toJson } from "../core/json.js";
import { callOptions, coreOptions, tokenOptions } from "./options.js";
import { renewToken } from "./renewal.js";
import { readRequest } from "./request.js";
import { accountOf, userInfoOf, usersOf } from "./user_info.js";
import { inVariables, optionsOf } from "./variables.js";

/** @import * as api from "../../index.js" */
/** @import { Facts } from "../core/facts.js" */
/** @import { Fields } from "../core/given.js" */
/** @import { Signal } from "../platform/abort.js" */
/** @import { Begin, Host, Operate } from "./drive.js" */
/** @import { KeptToken } from "./kept_token.js" */

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
    return this.#asUser(userId ?? null, userOptions(options));
  }

  /**
   * @param {string} email
   * @param {api.CallOptions & { accountId?: string, organizationId?: string, scopes?: readonly api.Scope[] | string }} [given]
   * @returns {Promise<DocusignAuth>}
   */
  async forEmail(email, given) {
    const options = callOptions(given);
    const place = [options.accountId ?? this.#options.accountId, options.organizationId ?? this.#options.organizationId];
    const search = (/** @type {string} */ address) => this.findUsers({ ...options, email: address });
    return this.#asUser(await userIdOf(this.#engine, this.#facts.cacheKey, email, place, search), options);
  }

  /**
   * @param {{ scopes?: readonly api.Scope[] | string, organizationId?: string }} [options]
   * @returns {DocusignAuth}
   */
  forApplication(options) {
    return this.#derive(asApplication(this.#facts, options), this.#forUsers ?? { scopes: this.#options.scopes });
  }

  /**
   * @param {api.TokenOptions} [given]
   * @returns {Promise<Readonly<api.UserInfo>>}
   */
  async getUserInfo(given) {
    return userInfoOf(this.#engine, this.#facts.cacheKey, tokenOptions(given), this.#operate);
  }

  /**
   * @param {api.TokenOptions & { accountId?: string | undefined }} [options]
   * @returns {Promise<api.Account>}
   */
  async getAccount(options) {
    return accountOf(this.#json, options, () => this.getUserInfo(options));
  }

  /**
   * @param {api.CallOptions & { email: string, status?: string, accountId?: string, organizationId?: string }} options
   * @returns {Promise<api.User[]>}
   */
  async findUsers(options) {
    return usersOf(options, this.#operate);
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
    return exchangeCode(this.#engine, this.#json, options, this.#operate);
  }

  /**
   * @param {Parameters<api.DocusignAuth["refreshToken"]>[0]} options
   * @returns {Promise<api.UserTokens>}
   */
  async refreshToken(options) {
    return refreshTokens(options, this.#operate);
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
    const wish = options === undefined ? undefined : tokenOptions(options);
    return this.#cached(wish) ?? (await renewToken(this.#engine, this.#json, this.#facts, wish));
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
   * @returns {Host}
   */
  #host(signal) {
    const caller = callerOf(this.#engine, this.#json, this.#facts, signal);
    return { ...caller, userInfo: () => this.getUserInfo({ signal: /** @type {AbortSignal | undefined} */ (signal) }) };
  }

  /**
   * Drives an operation of the core for this client.
   *
   * @returns {Operate}
   */
  get #operate() {
    return (operation, options, signal) => {
      /** @type {Begin} */
      const begin = (core, now) => core.Operation.begin(operation, this.#json, options, 0, now);
      return drive(begin, this.#host(signal), signal);
    };
  }

  /**
   * @param {string | null} userId
   * @param {Fields} options
   */
  #asUser(userId, options) {
    return this.#derive({ ...this.#forUsers, ...asUser(userId, options) });
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
