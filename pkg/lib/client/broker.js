/**
 * Gets tokens for other processes that have the same secret: what they ask, and what they hear, is sealed.
 * Where it runs, callers may wait for one another.
 */
import { inside } from "./auth.js";
import { isOurs } from "../core/docusign_error.js";
import { fieldsOf } from "../core/errors.js";
import { SingleFlight } from "./single_flight.js";

/** Families of errors that are Docusign's answer, or the lack of one, whoever asks. */
const ANSWERS = ["ConsentRequiredError", "OAuthError", "NetworkError", "ResponseError"];

/**
 * A sealed request, under the name that the token is for.
 *
 * @typedef {{ name: string, id: string, request: string }} Asked
 */

/**
 * What a sealed request says.
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
   * The client that a sealed request asks a token for, the request, and the names under which its token may lie.
   *
   * @param {Asked} asked
   * @returns {Promise<Reading>}
   */
  async read({ name, id, request }) {
    const { engine, derive } = inside(this.#auth);
    const { sealer } = sharedOf(engine);
    const { plain, rejected } = await sealer.open("request", `${name} ${id}`, request);
    if (rejected !== undefined) throw new Error(`The request is ${rejected}.`);
    const { userId, scopes, refused } = JSON.parse(plain);
    const client = derive({ userId: userId ?? undefined, scopes });
    const names = await sealer.names(inside(client).facts.cacheKey);
    if (!names.includes(name)) throw new Error("The broker's settings differ from the client's settings.");
    return { client, refused, names };
  }

  /**
   * The entry in memory: a token, and when to renew it; after an exchange, where that is needed. One exchange is for
   * all who want the same token: a broker may serve several names.
   *
   * @param {Reading} reading
   */
  obtain({ client, refused }) {
    const { engine, facts, json } = inside(client);
    const work = () => engine.current(json, facts, undefined, refused);
    return this.#flights.join(`${facts.cacheKey} ${refused}`, work);
  }

  /**
   * A new token, whatever there is.
   *
   * @param {Reading} reading
   */
  renew({ client }) {
    const { engine, facts, json } = inside(client);
    return engine.renew(json, facts, { forceRefresh: true });
  }

  /**
   * What the process hears that asked: a token, or why there is none. It is sealed for the request, and with the key
   * under which the token was kept: for anybody else's the process will not open it.
   *
   * @param {Asked} asked
   * @param {Reading} reading
   * @param {() => Promise<import("./kept_token.js").KeptToken>} work
   */
  async answer({ name, id }, { client }, work) {
    const { engine, facts } = inside(client);
    let { cacheKey } = facts;
    let plain;
    try {
      const entry = await work();
      ({ cacheKey } = entry);
      const { token, receivedAt, afterRefusal } = entry;
      plain = JSON.stringify({ token, receivedAt, ...(afterRefusal && { afterRefusal }) });
    } catch (error) {
      const theirs = isOurs(error) && ANSWERS.includes(error.name) && error.code !== "internal";
      if (!theirs) throw error;
      plain = JSON.stringify({ refusal: fieldsOf(error) });
    }
    return sharedOf(engine).sealer.seal("answer", `${name} ${id} ${cacheKey}`, plain);
  }
}
