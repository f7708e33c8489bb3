// The steps of the flow against an emulator. It uses the package like a program.
import { DocusignAuth, inspectAssertion, readRedirect, signAssertion } from "./core.js";
import { throwawayKey } from "./key_pair.js";
import { CLOSED_USER } from "./page_docusign.js";

const USERS = "/restapi/v2.1/accounts/{accountId}/users?count=3";

/** The messages of each step, with sender and receiver. */
export const MESSAGES = [
  { step: 0, from: "program", to: "docusign", text: "public key" },
  { step: 1, from: "program", to: "program", text: "sign the assertion" },
  { step: 2, from: "program", to: "docusign", text: "assertion" },
  { step: 2, from: "docusign", to: "program", text: "consent_required" },
  { step: 3, from: "program", to: "browser", text: "consent URL" },
  { step: 3, from: "browser", to: "docusign", text: "log in, Allow Access" },
  { step: 3, from: "docusign", to: "browser", text: "redirect with a code" },
  { step: 4, from: "program", to: "docusign", text: "assertion" },
  { step: 4, from: "docusign", to: "program", text: "access token" },
  { step: 5, from: "program", to: "docusign", text: "userinfo request" },
  { step: 5, from: "docusign", to: "program", text: "user, accounts" },
  { step: 6, from: "program", to: "docusign", text: "API call" },
  { step: 6, from: "docusign", to: "program", text: "response" },
];

/** One run: its state and its steps. `send` is a recording fetch; `events` collects the client's events. */
export class Flow {
  events = [];
  #docusign;
  #settings;
  #auth;
  #send;
  #mishap;
  #key;

  constructor({ docusign, send, mishap, heldKey }) {
    this.#docusign = docusign;
    this.#send = send;
    this.#mishap = mishap;
    this.given = heldKey;
  }

  /** Makes the client and registers the key pair, without state of an earlier run. Returns which emulator knows the pair. */
  async register() {
    const given = this.#docusign.settings();
    this.#settings = this.#mishap === "user" ? { ...given, userId: CLOSED_USER } : given;
    this.#key = this.given ?? (await throwawayKey());
    const skew = this.#mishap === "clock" ? 600_000 : 0;
    this.#auth = new DocusignAuth({
      ...this.#settings,
      privateKey: this.#key,
      fetch: this.#send,
      now: () => Date.now() + skew,
      onEvent: (event) => this.events.push(event),
    });
    this.now = Date.now() + skew;
    const { publicKeyPem } = this.#mishap === "key" ? await throwawayKey() : this.#key;
    return this.#docusign.register({ ...given, publicKeyPem }, this.#send);
  }

  /** The assertion of the client, for display. */
  sign() {
    const { redirectUri, ...options } = this.#settings;
    const assertion = signAssertion({ ...options, privateKey: this.#key, now: this.now });
    return { assertion, report: inspectAssertion(assertion, { environment: options.environment }), now: Date.now() };
  }

  /** Requests again: the client remembers a refusal for one second, and the consent may be faster. */
  token = () => this.#auth.getToken({ forceRefresh: true });
  userInfo = () => this.#auth.getUserInfo();
  redirect = (url, state) => readRedirect(url, { state });

  /** Opens the consent page. Each call of the result waits for a redirect. */
  openConsent(state, person) {
    return this.#docusign.openConsent(this.#auth.consentUrl({ state, prompt: "login" }), person);
  }

  async call() {
    const response = await this.#auth.fetch(USERS);
    return response.json();
  }

  reset = () => this.#docusign.reset(this.#send);
}
