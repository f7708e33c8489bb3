/** The options of a client and of its calls, each read once. */
import { signalOf } from "../core/caller_signal.js";
import { given, pick, spread } from "../core/given.js";

/** @import { Fields } from "../core/given.js" */

// generated: options of JavaScript
/** Options that JavaScript keeps. All others go to the core. */
export const OWN = ["privateKey", "signer", "store", "storeSecret", "fetch", "now", "onEvent", "waitUntil"];
// generated end

/**
 * The options for the core. A required option that is undefined stays visible.
 *
 * @param {Fields} options
 */
export function coreOptions(options) {
  const fields = { ...options };
  for (const name of OWN) delete fields[name];
  return withNulls(fields, ["clientId", "userId"]);
}

/**
 * JSON drops undefined values. null tells the core that the caller wanted to set the option.
 *
 * @param {Fields} fields
 * @param {string[]} names
 */
export function withNulls(fields, names) {
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
export function copiedScopes(scopes) {
  return given(() => (Array.isArray(scopes) ? [...scopes] : scopes), "The option scopes");
}

/**
 * The options of a call, with a reliable signal.
 *
 * @param {Fields | undefined} options
 * @returns {Fields}
 */
export function callOptions(options) {
  const { signal, ...others } = spread(options);
  return { ...others, signal: signalOf(signal) };
}

/**
 * The options of a call for a token or userinfo.
 *
 * @param {unknown} options
 */
export function tokenOptions(options) {
  const picked = pick(options, ["signal", "forceRefresh"]);
  picked.signal = signalOf(picked.signal);
  return picked;
}
