/** Clients for other users and for the application. They share keys, caches and limits with their parent. */
import { ask, failure } from "../core/core.js";
import { pick, spread } from "../core/given.js";
import { USER_MEMORY } from "../platform/pauses.js";
import { addressOf } from "../tools/email.js";
import { copiedScopes } from "./options.js";

/** @import { User } from "../../index.js" */
/** @import { Facts } from "../core/facts.js" */
/** @import { Fields } from "../core/given.js" */
/** @import { Engine } from "./engine.js" */

/** What a client gets from the client that it is made from. */
export class Derived {
  /**
   * @param {Engine} engine
   * @param {Fields} options
   * @param {Facts} facts of the parent
   * @param {Fields | undefined} forUsers for an application: the options of the user clients made from it
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
export function shareEqual(facts, others) {
  const shared = (/** @type {any} */ value, /** @type {any} */ other) =>
    (Array.isArray(value) && value.join() === other?.join()) || value === other;
  for (const name of Object.keys(facts)) {
    if (shared(facts[name], others[name])) facts[name] = others[name];
  }
  return facts;
}

/**
 * The options of `forUser`. Others are refused.
 *
 * @param {object | undefined} options
 * @returns {Fields}
 */
export function userOptions(options) {
  /** @type {Fields} */
  const { scopes, accountId, ...unknown } = spread(options);
  const [name] = Object.keys(unknown);
  if (name === undefined) return { scopes, accountId };
  // A longer name may be a key.
  const other = /^[a-z_]{1,24}$/i.test(name) ? name : "others";
  throw failure("option_invalid", `forUser has no option ${other}. Its options are scopes and accountId.`);
}

/**
 * What is different for a user.
 *
 * @param {string | null} userId
 * @param {Fields} options
 * @returns {Fields}
 */
export function asUser(userId, { scopes, accountId }) {
  return { ...(scopes != null && { scopes: copiedScopes(scopes) }), ...(accountId != null && { accountId }), userId };
}

/**
 * What is different for the application.
 *
 * @param {Facts} facts
 * @param {unknown} options
 * @returns {Fields}
 */
export function asApplication({ applicationScopes }, options) {
  const { scopes, organizationId } = pick(options, ["scopes", "organizationId"]);
  return { userId: undefined, scopes: copiedScopes(scopes ?? applicationScopes), ...(organizationId && { organizationId }) };
}

/**
 * Returns the one active user with an e-mail address, from the cache or by a user search.
 *
 * @param {Engine} engine
 * @param {string} cacheKey
 * @param {string} email
 * @param {unknown[]} place account and organization of the search
 * @param {(email: string) => Promise<User[]>} search
 * @returns {Promise<string>}
 */
export async function userIdOf(engine, cacheKey, email, place, search) {
  const { address, key: name } = addressOf(email);
  const key = JSON.stringify([cacheKey, name, ...place]);
  const { foundUsers } = engine.memory;
  const known = foundUsers.live(key, engine.now());
  if (known !== undefined) return known.userId;
  const userId = ask("selectUser", JSON.stringify(await search(address)), address);
  const now = engine.now();
  foundUsers.set(key, { userId, expiresAt: now + USER_MEMORY }, now);
  return userId;
}
