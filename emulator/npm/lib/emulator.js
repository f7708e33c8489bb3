/** An emulator for a test. */
import { clockOf } from "./clock.js";
import { startCore } from "./core.js";
import { Courier } from "./courier.js";
import { fetchOf } from "./fetch.js";
import { needText, readOptions, shown } from "./options.js";
import { OF_CREDENTIALS, SECTIONS, complete, credentialsFor, words } from "./people.js";

/** Starts an emulator in this process, with default or given users. */
export function createEmulator(options = {}) {
  readOptions("createEmulator", options, [...SECTIONS, "webhook"]);
  try {
    return emulatorOf(options);
  } catch (error) {
    throw new TypeError(`createEmulator: ${error.message}`);
  }
}

/** The same for the command, whose errors name a file instead of the function. */
export function emulatorOf({ webhook, ...people }) {
  return new Emulator(complete(people), new Courier(webhook));
}

class Emulator {
  #config;
  #core;
  #courier;

  constructor(config, courier) {
    this.#config = config;
    this.#courier = courier;
    this.#core = startCore(JSON.stringify(config), courier);
    this.fetch = fetchOf(this.#core);
    const read = () => this.#read("clock").now;
    this.clock = clockOf(read, (millis) => this.#change("clock", "clock", { advanceMs: millis }));
  }

  credentials(which = "consented") {
    return credentialsFor(this.#config, which, "demo");
  }

  consent(options) {
    const { clientId, userId, scopes = "signature impersonation" } = required("consent", options, ["clientId", "userId"], ["scopes"]);
    this.#change("consent", "consents", { client: clientId, user: userId, scopes: words(scopes) });
  }

  revokeConsent(options) {
    const { clientId, userId } = required("revokeConsent", options, ["clientId", "userId"]);
    this.#change("revokeConsent", "consents", { client: clientId, user: userId, revoke: true });
  }

  fault(rules) {
    if (typeof rules !== "object" || rules === null) throw new TypeError(`fault takes a rule or an array of rules, not ${shown(rules)}.`);
    this.#change("fault", "faults/add", rules);
  }

  limits(limits) {
    readOptions("limits", limits, ["hourly", "burst", "hourlyPolling", "burstPolling", "userInfo"]);
    this.#change("limits", "limits", limits);
  }

  addRedirectUri(options) {
    const { clientId, redirectUri } = required("addRedirectUri", options, ["clientId", "redirectUri"]);
    this.#change("addRedirectUri", "redirect-uris", { client: clientId, uri: redirectUri });
  }

  uploadKey(options) {
    const { clientId, publicKey, temporary = false } = required("uploadKey", options, ["clientId", "publicKey"], ["temporary"]);
    this.#change("uploadKey", "keys", { client: clientId, publicKeyPem: publicKey, temporary });
  }

  revokeTokens(options = {}) {
    const { userId } = readOptions("revokeTokens", options, ["userId"], OF_CREDENTIALS);
    return this.#change("revokeTokens", "tokens/revoke", userId === undefined ? {} : { user: userId }).revoked;
  }

  get requests() {
    return this.#read("log");
  }

  get mail() {
    return this.#read("mail");
  }

  get webhooks() {
    return this.#read("webhooks");
  }

  delivered() {
    return this.#courier.idle();
  }

  reset() {
    this.#change("reset", "reset", {});
  }

  async listen(options) {
    const { listen } = await import("#listen");
    const config = this.#config;
    return listen(this.#core, options, (which, origin) => credentialsFor(config, which, { authServer: origin }));
  }

  #read(path) {
    return JSON.parse(this.#core.control("GET", `/__emulator/${path}`, ""));
  }

  /** Makes a change for the method `caller`. Returns the core's response, if it has a body. */
  #change(caller, path, body) {
    try {
      const text = this.#core.control("POST", `/__emulator/${path}`, JSON.stringify(body));
      return text === "" ? undefined : JSON.parse(text);
    } catch (error) {
      throw new TypeError(`${caller}: ${error.message}`);
    }
  }
}

/** Checks that the needed options are present. Allows all other fields of credentials. */
function required(caller, options, needed, more = []) {
  readOptions(caller, options, [...needed, ...more], OF_CREDENTIALS);
  for (const name of needed) needText(caller, options, name);
  return options;
}
