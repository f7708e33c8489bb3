/** Userinfo of the token, the account, and the search of users. */
import { ask, failure } from "../core/core.js";
import { pick } from "../core/given.js";
import { toJson } from "../core/json.js";
import { USER_MEMORY } from "../platform/pauses.js";
import { addressOf } from "../tools/email.js";
import { callOptions } from "./options.js";

/** @import * as api from "../../index.js" */
/** @import { Signal } from "../platform/abort.js" */
/** @import { Operate } from "./drive.js" */
/** @import { Engine, Wanted } from "./engine.js" */

/**
 * Returns the userinfo of a cache key. Concurrent callers share one request.
 *
 * @param {Engine} engine
 * @param {string} cacheKey
 * @param {Wanted} options
 * @param {Operate} operate
 * @returns {Promise<Readonly<api.UserInfo>>}
 */
export async function userInfoOf(engine, cacheKey, { signal, forceRefresh }, operate) {
  const { flights } = engine;
  const { userInfos } = engine.memory;
  const known = userInfos.live(cacheKey, engine.now());
  if (known !== undefined && !forceRefresh) return known.userInfo;
  const request = async (/** @type {Signal | undefined} */ shared) => {
    const userInfo = freeze(await operate("userInfo", "", shared));
    const now = engine.now();
    userInfos.set(cacheKey, { userInfo, expiresAt: now + USER_MEMORY }, now);
    return userInfo;
  };
  return flights.run(`userinfo ${cacheKey}`, request, signal);
}

/** @param {api.UserInfo} userInfo */
function freeze(userInfo) {
  for (const account of userInfo.accounts) Object.freeze(account);
  Object.freeze(userInfo.accounts);
  return Object.freeze(userInfo);
}

/**
 * Returns the account of the options, of the client, or the user's default account.
 *
 * @param {string} json the settings for the core
 * @param {unknown} options
 * @param {() => Promise<Readonly<api.UserInfo>>} userInfo
 * @returns {Promise<api.Account>}
 */
export async function accountOf(json, options, userInfo) {
  const { accountId } = pick(options, ["accountId"]);
  if (accountId !== undefined && accountId !== null && typeof accountId !== "string") {
    throw failure("option_invalid", "The option accountId is not a string.");
  }
  return JSON.parse(ask("selectAccount", json, JSON.stringify(await userInfo()), 0, accountId));
}

/**
 * Searches for users by e-mail address.
 *
 * @param {object} options
 * @param {Operate} operate
 * @returns {Promise<api.User[]>}
 */
export async function usersOf(options, operate) {
  const { signal, scopes, ...query } = callOptions(options);
  if (typeof query.email === "string") query.email = addressOf(query.email).address;
  return operate("userSearch", toJson(query), signal);
}
