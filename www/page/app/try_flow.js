// The flow against the local Docusign: what each step does. It uses the package as a program would.
import { DocusignAuth, inspectAssertion, readRedirect, signAssertion } from "./core.js";
import { emulator, settings } from "./settings.js";
import { throwawayKey } from "./key_pair.js";

const CLOSED_USER = "a0000000-0000-4000-8000-000000000005";
const USERS = "/restapi/v2.1/accounts/{accountId}/users?count=3";

/** What happens between whom, and in which step. */
export const MESSAGES = [
  { step: 0, from: "program", to: "docusign", text: "public key" },
  { step: 1, from: "program", to: "program", text: "sign the assertion" },
  { step: 2, from: "program", to: "docusign", text: "assertion" },
  { step: 2, from: "docusign", to: "program", text: "consent_required" },
  { step: 3, from: "program", to: "browser", text: "consent URL" },
  { step: 3, from: "browser", to: "docusign", text: "log in, Allow Access" },
  { step: 3, from: "docusign", to: "browser", text: "back to the redirect URI" },
  { step: 4, from: "program", to: "docusign", text: "assertion" },
  { step: 4, from: "docusign", to: "program", text: "access token" },
  { step: 5, from: "program", to: "docusign", text: "whose is it?" },
  { step: 5, from: "docusign", to: "program", text: "user, accounts" },
  { step: 6, from: "program", to: "docusign", text: "API call" },
  { step: 6, from: "docusign", to: "program", text: "answer" },
];

/** What helps against a refusal of the local Docusign, by its status. */
const REMEDIES = {
  404: "It does not know this integration key: check the settings.",
  409: "This integration key has five lasting keys, which is the most.",
};

/** One run: state, and the steps that change it. `fetch` records; `events` collects what the client tells. */
export class Flow {
  events = [];
  #auth;
  #fetch;
  #mishap;
  #key;

  constructor(fetch, mishap, heldKey) {
    this.#fetch = fetch;
    this.#mishap = mishap;
    this.given = heldKey;
  }

  /** Nothing is left of an earlier run; the pair is registered; the client is made. */
  async register() {
    const { clientId, redirectUri, userId } = settings();
    this.#key = this.given ?? (await throwawayKey());
    const registered = this.#mishap === "key" ? await throwawayKey() : this.#key;
    // Five keys are the most; of those of this page, the oldest makes room.
    await this.#control("keys", { client: clientId, publicKeyPem: registered.publicKeyPem, temporary: true });
    await this.#control("redirect-uris", { client: clientId, uri: redirectUri });
    if (userId !== undefined) await this.#control("consents", { client: clientId, user: userId, revoke: true });
    const skew = this.#mishap === "clock" ? 600_000 : 0;
    this.#auth = new DocusignAuth({
      ...settings(),
      ...(this.#mishap === "user" && { userId: CLOSED_USER }),
      privateKey: this.#key,
      fetch: this.#fetch,
      now: () => Date.now() + skew,
      onEvent: (event) => this.events.push(event),
    });
    this.now = Date.now() + skew;
  }

  /** The assertion as the client makes it, to be looked at. */
  sign() {
    const { redirectUri, ...options } = settings();
    if (this.#mishap === "user") options.userId = CLOSED_USER;
    const assertion = signAssertion({ ...options, privateKey: this.#key, now: this.now });
    return { assertion, report: inspectAssertion(assertion, { environment: options.environment }), now: Date.now() };
  }

  /** It asks anew: the client remembers a refusal for a second, and the consent may come sooner. */
  token = () => this.#auth.getToken({ forceRefresh: true });
  userInfo = () => this.#auth.getUserInfo();
  consentUrl = (state) => this.#auth.consentUrl({ state, prompt: "login" });
  redirect = (url, state) => readRedirect(url, { state });

  async call() {
    const response = await this.#auth.fetch(USERS);
    return response.json();
  }

  /** Back to the fixtures: keys, consents and tokens that came later are gone. */
  reset = () => this.#control("reset", {});

  /** What somebody does by hand on Docusign's page Apps and Keys. */
  async #control(path, body) {
    const response = await this.#fetch(`${emulator}/__emulator/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      const text = `The local Docusign refuses ${path} (${response.status}). ${REMEDIES[response.status] ?? "Start it again."}`;
      throw Object.assign(new Error(text), { isFull: response.status === 409 });
    }
  }
}
