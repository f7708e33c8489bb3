/**
 * Gets tokens for other processes that have the same secret: what they ask, and what they hear, is sealed.
 * Where it runs, callers may wait for one another.
 */
import { inside } from "./auth.js";
import { DocusignError, fieldsOf } from "./errors.js";
import { SingleFlight } from "./single_flight.js";

/** Families of errors that are Docusign's answer, or the lack of one, whoever asks. */
const ANSWERS = ["ConsentRequiredError", "OAuthError", "NetworkError", "ResponseError"];

export class Broker {
  #auth;
  #flights = new SingleFlight();

  /** @param auth a client whose store is the broker's own */
  constructor(auth) {
    this.#auth = auth;
  }

  /** The client that a sealed request asks a token for, and the request. */
  async read({ name, id, request }) {
    const { engine, derive } = inside(this.#auth);
    const { sealer } = engine.shared;
    const { plain, rejected } = await sealer.open("request", `${name} ${id}`, request);
    if (rejected !== undefined) throw new Error(`The request is ${rejected}.`);
    const { userId, scopes, refused } = JSON.parse(plain);
    const client = derive({ userId: userId ?? undefined, scopes });
    const names = await sealer.names(inside(client).facts.cacheKey);
    if (!names.includes(name)) throw new Error("The broker's settings are not those of the client.");
    return { client, refused };
  }

  /** The entry in memory: a token, and when to renew it; after an exchange, where that is needed. */
  obtain({ client, refused }) {
    const { engine, facts, json } = inside(client);
    const known = engine.tokens.get(facts.cacheKey)?.token.accessToken;
    const stale = known !== undefined && known === refused;
    const work = async () => {
      if (stale || engine.cached(facts) === undefined) {
        await engine.renew(json, facts, { forceRefresh: stale }, refused);
      }
      return engine.tokens.get(facts.cacheKey);
    };
    return this.#flights.join(`${known} ${stale}`, work);
  }

  /** A new token, whatever there is. */
  async renew({ client }) {
    const { engine, facts } = inside(client);
    await client.getToken({ forceRefresh: true });
    return engine.tokens.get(facts.cacheKey);
  }

  /** What the process hears that asked: a token, or why there is none. */
  async answer({ name, id }, work) {
    const { sealer } = inside(this.#auth).engine.shared;
    let plain;
    try {
      const { token, receivedAt } = await work();
      plain = JSON.stringify({ token, receivedAt });
    } catch (error) {
      const theirs = error instanceof DocusignError && ANSWERS.includes(error.name) && error.code !== "internal";
      if (!theirs) throw error;
      plain = JSON.stringify({ refusal: fieldsOf(error) });
    }
    return sealer.seal("answer", `${name} ${id}`, plain);
  }
}
