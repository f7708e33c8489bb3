import { spread } from "../core/given.js";

/** @import { Fields } from "../core/given.js" */

/**
 * The options of a client's consent URL. Whether all of them are there, the core says.
 *
 * @param {Fields} own the client's options
 * @param {unknown} scopes if the caller chooses none
 * @param {object | undefined} options the caller's
 * @returns {any}
 */
export function consentOptions({ clientId, environment, redirectUri }, scopes, options) {
  /** @type {Fields} */
  const chosen = { clientId, environment, redirectUri, ...spread(options) };
  return { ...chosen, scopes: chosen.scopes ?? scopes };
}
