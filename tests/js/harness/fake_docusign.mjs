// A Docusign in the test's own process: no network, a clock that the test moves, and tokens that say whose they are.
import { DocusignAuth } from "docusign-jwt";

export const CLIENT = "c0000000-0000-4000-8000-000000000001";
export const ACCOUNT = "acc00000-0000-4000-8000-000000000001";
export const user = (number) => `a0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** Random, as `openssl rand -base64 32` makes one. */
export const SECRET = "Pj3x0m8m3UGuE4tqk0m0rN7cZbq6yVQp1sX9fLw2dHE=";

const userOf = (request) => request.headers.get("authorization").split(".")[1];

export class FakeDocusign {
  /** The time of clients made here, and of Docusign. */
  now = Date.UTC(2026, 10, 26);
  /** The users that a token was asked for, in their order, and what else was asked for. */
  exchanges = [];
  requests = [];
  /** How long tokens live, in seconds. */
  life = 3600;
  events = [];

  /** To be replaced by a test: nothing, or the answer in place of the usual one. Each may be a promise. */
  token = () => undefined;
  userInfo = () => undefined;
  api = () => undefined;

  fetch = async (url, init) => {
    const request = new Request(url, { ...init, signal: undefined });
    const path = new URL(url).pathname;
    if (path === "/oauth/token") return await this.#exchange(await request.text());
    const own = userOf(request);
    this.requests.push({ path, user: own, token: request.headers.get("authorization").slice(7) });
    if (path === "/oauth/userinfo") return (await this.userInfo(own)) ?? this.#userInfo(own);
    return (await this.api({ path, user: own, token: request.headers.get("authorization").slice(7) })) ?? Response.json({ path });
  };

  async #exchange(body) {
    const [, claims] = new URLSearchParams(body).get("assertion").split(".");
    const { sub } = JSON.parse(Buffer.from(claims, "base64url"));
    this.exchanges.push(sub);
    const number = this.exchanges.length;
    const answer = await this.token({ user: sub, number });
    if (answer !== undefined) return answer;
    return Response.json({ access_token: `token.${sub}.${number}`, token_type: "Bearer", expires_in: this.life });
  }

  #userInfo(sub) {
    const account = { account_id: ACCOUNT, account_name: "A", is_default: true, base_uri: "https://demo.docusign.net" };
    return Response.json({ sub, name: "N", email: "n@example.com", accounts: [account] });
  }

  /** A client as if in a process of its own. */
  client(more) {
    return new DocusignAuth({
      clientId: CLIENT,
      userId: user(1),
      environment: "demo",
      signer: { sign: () => new Uint8Array(256) },
      retry: false,
      fetch: this.fetch,
      now: () => this.now,
      onEvent: (event) => this.events.push(event),
      ...more,
    });
  }

  types = () => this.events.map(({ type }) => type);
}

export const refusal = (error, status = 400) => Response.json({ error }, { status });
export const ownerOf = (token) => token.split(".")[1];
export const PATH = "/restapi/v2.1/accounts/{accountId}/envelopes";

/** A store in memory that keeps everything for ever. */
export class KeepingStore {
  records = new Map();
  locked = new Set();
  get = (name) => this.records.get(name);
  set = (name, record) => void this.records.set(name, record);
  delete = (name) => this.records.delete(name);
  lock = (name) => {
    if (this.locked.has(name)) return null;
    this.locked.add(name);
    return () => this.locked.delete(name);
  };
}
