/**
 * Gets tokens for other processes with the same secret. Requests and replies are encrypted. In its runtime, callers
 * may wait for one another.
 */
import { inside } from "./auth.js";
import { isOurs } from "../core/docusign_error.js";
import { fieldsOf } from "../core/errors.js";
import { currentToken, renewToken } from "./renewal.js";
import { SingleFlight } from "./single_flight.js";

/** Error classes that do not depend on the caller: Docusign's response, or the lack of one. */
const SHARED_ERRORS = ["ConsentRequiredError", "OAuthError", "NetworkError", "ResponseError"];

/**
 * An encrypted request, with the name of the token.
 *
 * @typedef {{ name: string, id: string, request: string }} Asked
 */

/**
 * The content of an encrypted request.
 *
 * @typedef {{ client: import("./auth.js").DocusignAuth, refused: string | undefined, names: string[] }} Reading
 */

/** @param {import("./engine.js").Engine} engine */
function sharedOf({ shared }) {
  if (shared === undefined) throw new Error("The broker's client has no store.");
  return shared;
}

export class Broker {
  /** @type {import("./auth.js").DocusignAuth} */
  #auth;
  #flights = new SingleFlight();

  /** @param {import("./auth.js").DocusignAuth} auth a client whose store is the broker's own */
  constructor(auth) {
    this.#auth = auth;
  }

  /**
   * The client of an encrypted request, the request, and the possible names of its token.
   *
   * @param {Asked} asked
   * @returns {Promise<Reading>}
   */
  async read({ name, id, request }) {
    const { engine, derive } = inside(this.#auth);
    const { cipher } = sharedOf(engine);
    const { plain, rejected } = await cipher.decrypt("request", `${name} ${id}`, request);
    if (rejected !== undefined) throw new Error(`The request is ${rejected}.`);
    const { userId, scopes, refused } = JSON.parse(plain);
    const client = derive({ userId: userId ?? undefined, scopes });
    const names = await cipher.names(inside(client).facts.cacheKey);
    if (!names.includes(name)) throw new Error("The broker's settings differ from the client's settings.");
    return { client, refused, names };
  }

  /**
   * Returns the cached token with its renewal time, after a token request if needed. All callers for the same token
   * share one request: a broker may serve several names.
   *
   * @param {Reading} reading
   */
  obtain({ client, refused }) {
    const { engine, facts, json } = inside(client);
    const work = () => currentToken(engine, json, facts, undefined, refused);
    return this.#flights.join(`${facts.cacheKey} ${refused}`, work);
  }

  /**
   * Mints a new token, even if one is cached.
   *
   * @param {Reading} reading
   */
  renew({ client }) {
    const { engine, facts, json } = inside(client);
    return renewToken(engine, json, facts, { forceRefresh: true });
  }

  /**
   * The encrypted reply to the requesting process: a token or an error. It is bound to the request and to the token's
   * key: the process opens no other reply.
   *
   * @param {Asked} asked
   * @param {Reading} reading
   * @param {() => Promise<import("./kept_token.js").KeptToken>} work
   */
  async reply({ name, id }, { client }, work) {
    const { engine, facts } = inside(client);
    let { cacheKey } = facts;
    let plain;
    try {
      const entry = await work();
      ({ cacheKey } = entry);
      const { token, receivedAt, afterRefusal } = entry;
      plain = JSON.stringify({ token, receivedAt, ...(afterRefusal && { afterRefusal }) });
    } catch (error) {
      const theirs = isOurs(error) && SHARED_ERRORS.includes(error.name) && error.code !== "internal";
      if (!theirs) throw error;
      plain = JSON.stringify({ refusal: fieldsOf(error) });
    }
    return sharedOf(engine).cipher.encrypt("answer", `${name} ${id} ${cacheKey}`, plain);
  }
}
