/** Examines a setup: gives the core its evidence, until the core names the fault. */
import { DocusignAuth, DocusignError, PrivateKey, inspectAssertion, signAssertion } from "../index.js";
import { ask, limit, proxySetting, toJson } from "../internal.js";
import { namedFinding } from "./finding.js";
import { happened } from "./output.js";

/** @import { CommonOptions } from "../index.js" */
/** @import { CoreFinding, Finding } from "./finding.js" */
/** @import { Settings } from "./settings.js" */

/** @typedef {{ code?: string, message?: string }} Reason of a failed connection */
/** @typedef {{ check: string, status: string, [fact: string]: unknown }} Check */

/** One retry: a diagnosis must show the state of things, and soon. */
const RETRY = { limit: 1 };
/** How long a page may take that only tells the time, or its status. */
const GLANCE = 10_000;

/** @typedef {"key" | "clock" | "token" | "account" | "scopes" | "consentPage" | "audience" | "otherEnvironment"} Question */

/**
 * What the core says next: another question, a finding, or neither if nothing is wrong.
 *
 * @typedef {{ ask: Question, finding?: undefined, url: string, [detail: string]: any }
 *   | (CoreFinding & { ask?: undefined })
 *   | { ask?: undefined, finding?: undefined }} Next
 */

export class Examination {
  #settings;
  #options;
  #checks;
  #signal;
  /** @type {PrivateKey | undefined} */
  #key;
  /** @type {DocusignAuth | undefined} */
  #auth;
  /** @type {string | undefined} */
  #server;

  /**
   * @param {Settings} settings
   * @param {CommonOptions} options
   * @param {Check[]} checks
   * @param {AbortSignal} signal
   */
  constructor(settings, options, checks, signal) {
    this.#settings = settings;
    this.#options = options;
    this.#checks = checks;
    this.#signal = signal;
  }

  /** @returns {Promise<Finding | undefined>} */
  async run() {
    const json = toJson(this.#options);
    /** @type {object[]} */
    const evidence = [];
    const sources = this.#settings.sources();
    try {
      for (;;) {
        /** @type {Next} */
        const next = JSON.parse(ask("diagnose", json, JSON.stringify(evidence)));
        if (evidence.length === 0) this.#settingsRead(sources, next);
        if (next.ask === undefined) {
          return next.finding === undefined ? undefined : namedFinding(next);
        }
        evidence.push({ ask: next.ask, ...(await this[next.ask](/** @type {any} */ (next))) });
        this.#signal.throwIfAborted();
      }
    } finally {
      this.#key?.free();
    }
  }

  /**
   * @param {object} sources
   * @param {{ finding?: string | undefined }} next
   */
  #settingsRead(sources, { finding }) {
    const { environment: chosen } = this.#options;
    const environment = typeof chosen === "string" ? chosen : chosen.authServer;
    const status = finding === undefined ? "ok" : "failed";
    this.#checks.push({ check: "settings", status, environment, sources });
  }

  key() {
    const { value, source, isOpen } = this.#settings.key();
    /** @type {PrivateKey} */
    let key;
    try {
      key = PrivateKey.parse(value);
      this.#key = key;
    } catch (error) {
      const evidence = this.#problem(error);
      this.#failed("key", error);
      return { error: evidence };
    } finally {
      if (ArrayBuffer.isView(value)) value.fill(0);
    }
    const { bits, format, thumbprint, repairs } = key;
    const facts = { source, bits, format, thumbprint, ...(repairs.length > 0 && { repairs }) };
    const access = `Other users of this machine can read the file. Run: chmod 600 ${source}`;
    this.#checks.push({ check: "key", status: isOpen ? "warning" : "ok", ...facts, ...(isOpen && { access }) });
    this.#assertion(key);
    return { error: null };
  }

  /** @param {PrivateKey} privateKey */
  #assertion(privateKey) {
    const { clientId, userId, environment, scopes } = this.#options;
    const options = { clientId, environment, scopes, ...(userId && { userId }), privateKey };
    const assertion = signAssertion(options);
    const { claims, warnings } = inspectAssertion(assertion, { environment });
    const found = warnings.map(({ message }) => message);
    const status = found.length > 0 ? "warning" : "ok";
    this.#checks.push({ check: "assertion", status, ...claims, ...(found.length > 0 && { warnings: found }) });
  }

  /** @param {{ url: string }} question */
  async clock({ url }) {
    this.#server = url;
    const begun = Date.now();
    const response = await this.#glance(url);
    const date = Date.parse(response?.headers.get("date") ?? "");
    if (Number.isNaN(date)) {
      this.#checks.push({ check: "clock", status: "unknown" });
      return { offset: null };
    }
    // The header has whole seconds.
    const offset = Math.round(date + 500 - (begun + Date.now()) / 2);
    const status = Math.abs(offset) < 60_000 ? "ok" : "warning";
    this.#checks.push({ check: "clock", status, serverIsAheadMs: offset });
    return { offset };
  }

  async token() {
    const auth = this.#client({});
    this.#auth = auth;
    return this.#step("token", async () => {
      const { tokenType, expiresAt } = await auth.getToken({ signal: this.#signal });
      return { tokenType, expiresAt };
    });
  }

  async account() {
    // The core asks for an account only after a token.
    const auth = /** @type {DocusignAuth} */ (this.#auth);
    return this.#step("account", async () => {
      const { userId, name, email } = await auth.getUserInfo({ signal: this.#signal });
      const account = await auth.getAccount({ signal: this.#signal });
      return { userId, name, email, accountId: account.accountId, accountName: account.name };
    });
  }

  /** @param {{ scopes: string[] }} question */
  async scopes({ scopes }) {
    /** @type {string[]} */
    const refused = [];
    for (const scope of scopes) {
      if ((await this.#errorOf({ scopes: [scope] }))?.code === "consent_required") refused.push(scope);
    }
    return { refused };
  }

  /** @param {{ url: string }} question */
  async consentPage({ url }) {
    const response = await this.#glance(url);
    return { status: response?.status ?? null };
  }

  /**
   * Asked of a server on this machine only: it is sent assertions for Docusign.
   *
   * @param {{ server: string, environments: ("demo" | "production")[] }} question
   */
  async audience({ server, environments }) {
    /** @type {unknown[]} */
    const answers = [];
    const reroute = (/** @type {string} */ url, /** @type {RequestInit} */ init) => fetch(new URL(new URL(url).pathname, server), init);
    for (const environment of environments) {
      answers.push([environment, await this.#errorOf({ environment, fetch: reroute })]);
    }
    return { answers };
  }

  /** @param {{ environment: "demo" | "production" }} question */
  async otherEnvironment({ environment }) {
    return { error: await this.#errorOf({ environment }) };
  }

  /** @param {Partial<CommonOptions>} changes */
  #client(changes) {
    // The core asks for a key before it asks for anything that takes one.
    const privateKey = /** @type {PrivateKey} */ (this.#key);
    return new DocusignAuth({ ...this.#options, privateKey, retry: RETRY, ...changes });
  }

  /** @param {Partial<CommonOptions>} changes */
  async #errorOf(changes) {
    try {
      await this.#client(changes).getToken({ signal: this.#signal });
      return null;
    } catch (error) {
      return this.#problem(error);
    }
  }

  /**
   * Does a step, and notes how it went.
   *
   * @param {string} check
   * @param {() => Promise<object>} step
   */
  async #step(check, step) {
    try {
      this.#ok(check, await step());
      return { error: null };
    } catch (error) {
      const evidence = this.#problem(error);
      this.#failed(check, error);
      return { error: evidence };
    }
  }

  /**
   * The response of a page, without its body; undefined without a response.
   *
   * @param {string} url
   */
  async #glance(url) {
    const limited = limit(this.#signal, GLANCE);
    try {
      const response = await fetch(url, { redirect: "manual", signal: limited.signal });
      await response.body?.cancel();
      return response;
    } catch {
      return undefined;
    } finally {
      limited.release();
    }
  }

  /**
   * @param {string} check
   * @param {object} facts
   */
  #ok(check, facts) {
    this.#checks.push({ check, status: "ok", ...facts });
  }

  /**
   * @param {string} check
   * @param {any} error
   */
  #failed(check, error) {
    this.#checks.push({ check, status: "failed", code: error.code, message: this.#settings.inFlags(happened(error)) });
  }

  /**
   * An error as evidence for the core.
   *
   * @param {unknown} error
   */
  #problem(error) {
    if (!(error instanceof DocusignError)) throw error;
    const outer = /** @type {(Reason & { cause?: Reason }) | undefined} */ (error.cause);
    const cause = outer?.cause ?? outer;
    const [treatment = "", proxy] = (this.#server && proxySetting(this.#server, false)?.split(" ")) ?? [];
    return {
      code: error.code,
      message: happened(error),
      remedy: error.remedy,
      reason: [cause?.code, cause?.message].filter(Boolean).join(" "),
      isPage: (error.response?.headers.get("content-type") ?? "").includes("text/html"),
      ...(["ignored", "unknown"].includes(treatment) && { ignoredProxy: proxy }),
    };
  }
}
