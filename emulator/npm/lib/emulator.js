/** An emulator for a test. */
import { startCore } from "./core.js";
import { Courier } from "./courier.js";
import { fetchOf } from "./fetch.js";
import { complete, credentialsFor, words } from "./people.js";

/** Starts an emulator in this process, with default or given users. */
export function createEmulator({ webhook, ...people } = {}) {
  return new Emulator(complete(people), new Courier(webhook));
}

class Emulator {
  #config;
  #core;
  #courier;

  constructor(config, courier) {
    this.#config = config;
    this.#courier = courier;
    try {
      this.#core = startCore(JSON.stringify(config), courier);
    } catch (error) {
      throw new TypeError(`createEmulator: ${error.message}`, { cause: error });
    }
    this.fetch = fetchOf(this.#core);
    const read = () => this.#ask("GET", "clock").now;
    this.clock = Object.freeze({
      now: read,
      advance: (millis) => this.#ask("POST", "clock", { advanceMs: duration(millis) }),
      set: (time) => this.#ask("POST", "clock", { advanceMs: duration(Number(time)) - read() }),
    });
  }

  credentials(which = "consented") {
    return credentialsFor(this.#config, which, "demo");
  }

  consent({ clientId, userId, scopes = "signature impersonation" }) {
    this.#consents({ client: clientId, user: userId, scopes: words(scopes) });
  }

  revokeConsent({ clientId, userId }) {
    this.#consents({ client: clientId, user: userId, revoke: true });
  }

  fault(rules) {
    this.#ask("POST", "faults/add", rules);
  }

  limits(limits) {
    this.#ask("POST", "limits", limits);
  }

  addRedirectUri({ clientId, redirectUri }) {
    this.#ask("POST", "redirect-uris", { client: clientId, uri: redirectUri });
  }

  uploadKey({ clientId, publicKey, temporary = false }) {
    this.#ask("POST", "keys", { client: clientId, publicKeyPem: publicKey, temporary });
  }

  revokeTokens({ userId } = {}) {
    return this.#ask("POST", "tokens/revoke", userId === undefined ? {} : { user: userId }).revoked;
  }

  get requests() {
    return this.#ask("GET", "log");
  }

  get mail() {
    return this.#ask("GET", "mail");
  }

  get webhooks() {
    return this.#ask("GET", "webhooks");
  }

  delivered() {
    return this.#courier.idle();
  }

  reset() {
    this.#ask("POST", "reset", {});
  }

  async listen(options) {
    const { listen } = await import("#listen");
    const config = this.#config;
    return listen(this.#core, options, (which, origin) => credentialsFor(config, which, { authServer: origin }));
  }

  #consents(change) {
    try {
      this.#ask("POST", "consents", change);
    } catch (error) {
      const message = `There is no integration key ${change.client} or no user ${change.user} in this emulator.`;
      throw error.message.startsWith("404") ? new TypeError(message, { cause: error }) : error;
    }
  }

  #ask(method, path, body) {
    const text = this.#core.control(method, `/__emulator/${path}`, body === undefined ? "" : JSON.stringify(body));
    return text === "" ? undefined : JSON.parse(text);
  }
}

function duration(millis) {
  if (!Number.isFinite(millis)) throw new TypeError(`${millis} is no number of milliseconds.`);
  return Math.round(millis);
}
