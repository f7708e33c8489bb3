/** `doctor`: answers what the core asks, until it names the one thing that is wrong. */
import { DocusignAuth, DocusignError, PrivateKey, inspectAssertion, signAssertion } from "../index.js";
import { call, failure, limit, proxySetting, toJson } from "../internal.js";
import { exitCodeOf } from "./exit_codes.js";
import { happened, printJson, printLine } from "./output.js";
import { UsageError } from "./usage_error.js";

/** Few repetitions: the diagnosis shall see what is, and soon. */
const RETRY = { limit: 1 };
/** How long a page may take that only tells the time, or its status. */
const GLANCE = 10_000;

export async function doctor({ settings, flags, json, signal }, actor) {
  const checks = [];
  let finding;
  try {
    const options = actor(settings, flags);
    const examination = new Examination(settings, options, checks, signal);
    finding = await examination.run();
  } catch (error) {
    if (signal.aborted) throw error;
    finding = findingOf(error);
    checks.push({ check: "settings", status: "failed" });
  }
  if (finding !== undefined && !(finding.error instanceof UsageError)) {
    finding.message = settings.inFlags(finding.message);
    finding.remedy = settings.inFlags(finding.remedy);
  }
  if (json) printJson({ healthy: finding === undefined, ...(finding && { finding }), checks });
  else report(checks, finding);
  return finding === undefined ? 0 : exitCodeOf(finding.error);
}

class Examination {
  #settings;
  #options;
  #checks;
  #signal;
  #key;
  #auth;
  #server;

  constructor(settings, options, checks, signal) {
    this.#settings = settings;
    this.#options = options;
    this.#checks = checks;
    this.#signal = signal;
  }

  async run() {
    const json = toJson(this.#options);
    const evidence = [];
    const sources = this.#settings.sources();
    try {
      for (;;) {
        const next = JSON.parse(call((core) => core.diagnose(json, JSON.stringify(evidence))));
        if (evidence.length === 0) this.#settingsRead(sources, next);
        if (next.ask === undefined) {
          return next.finding === undefined ? undefined : named(next);
        }
        evidence.push({ ask: next.ask, ...(await this[next.ask](next)) });
        this.#signal.throwIfAborted();
      }
    } finally {
      this.#key?.free();
    }
  }

  #settingsRead(sources, { finding }) {
    const { environment: chosen } = this.#options;
    const environment = typeof chosen === "string" ? chosen : chosen.authServer;
    const status = finding === undefined ? "ok" : "failed";
    this.#checks.push({ check: "settings", status, environment, sources });
  }

  key() {
    const { value, source } = this.#settings.key();
    try {
      this.#key = PrivateKey.parse(value);
    } catch (error) {
      const evidence = this.#problem(error);
      this.#failed("key", error);
      return { error: evidence };
    } finally {
      if (ArrayBuffer.isView(value)) value.fill(0);
    }
    const { bits, format, thumbprint, repairs } = this.#key;
    this.#ok("key", { source, bits, format, thumbprint, ...(repairs.length > 0 && { repairs }) });
    this.#assertion();
    return { error: null };
  }

  #assertion() {
    const { clientId, userId, environment, scopes } = this.#options;
    const options = { clientId, environment, scopes, ...(userId && { userId }), privateKey: this.#key };
    const assertion = signAssertion(options);
    const { claims, warnings } = inspectAssertion(assertion, { environment });
    const found = warnings.map(({ message }) => message);
    const status = found.length > 0 ? "warning" : "ok";
    this.#checks.push({ check: "assertion", status, ...claims, ...(found.length > 0 && { warnings: found }) });
  }

  async clock({ url }) {
    this.#server = url;
    const begun = Date.now();
    const response = await this.#glance(url);
    const date = Date.parse(response?.headers.get("date"));
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
    this.#auth = this.#client({});
    return this.#step("token", async () => {
      const { tokenType, expiresAt } = await this.#auth.getToken({ signal: this.#signal });
      return { tokenType, expiresAt };
    });
  }

  async account() {
    return this.#step("account", async () => {
      const { userId, name, email } = await this.#auth.getUserInfo({ signal: this.#signal });
      const account = await this.#auth.getAccount({ signal: this.#signal });
      return { userId, name, email, accountId: account.accountId, accountName: account.name };
    });
  }

  async scopes({ scopes }) {
    const refused = [];
    for (const scope of scopes) {
      if ((await this.#errorOf({ scopes: [scope] }))?.code === "consent_required") refused.push(scope);
    }
    return { refused };
  }

  async consentPage({ url }) {
    const response = await this.#glance(url);
    return { status: response?.status ?? null };
  }

  /** Asked of a server on this machine only: it is sent assertions for Docusign. */
  async audience({ server, environments }) {
    const answers = [];
    const reroute = (url, init) => fetch(new URL(new URL(url).pathname, server), init);
    for (const environment of environments) {
      answers.push([environment, await this.#errorOf({ environment, fetch: reroute })]);
    }
    return { answers };
  }

  async otherEnvironment({ environment }) {
    return { error: await this.#errorOf({ environment }) };
  }

  #client(changes) {
    return new DocusignAuth({ ...this.#options, privateKey: this.#key, retry: RETRY, ...changes });
  }

  async #errorOf(changes) {
    try {
      await this.#client(changes).getToken({ signal: this.#signal });
      return null;
    } catch (error) {
      return this.#problem(error);
    }
  }

  /** Does a step, and notes how it went. */
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

  /** The answer of a page, without its body; none where none comes. */
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

  #ok(check, facts) {
    this.#checks.push({ check, status: "ok", ...facts });
  }

  #failed(check, error) {
    this.#checks.push({ check, status: "failed", code: error.code, message: this.#settings.inFlags(happened(error)) });
  }

  /** An error as evidence for the core. */
  #problem(error) {
    if (!(error instanceof DocusignError)) throw error;
    const cause = error.cause?.cause ?? error.cause;
    const [treatment, proxy] = (this.#server && proxySetting(this.#server, false)?.split(" ")) ?? [];
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

/** The core's finding; `error`, which is not printed, has the class that decides the exit code. */
function named({ finding: name, ...fields }) {
  return withError({ name, ...fields }, failure(fields.code, fields.message));
}

function findingOf(error) {
  if (!(error instanceof DocusignError || error instanceof UsageError)) throw error;
  const { code, remedy } = error;
  return withError({ name: code, code, message: happened(error), remedy }, error);
}

function withError(finding, error) {
  return Object.defineProperty(finding, "error", { value: error });
}

function report(checks, finding) {
  for (const { check, status, ...facts } of checks) {
    printLine(`${status.padEnd(7)}  ${check}`);
    for (const [name, value] of Object.entries(facts)) printLine(`           ${name}: ${text(name, value)}`);
  }
  printLine("");
  if (finding === undefined) return printLine("Nothing is wrong.");
  const { name, message, remedy } = finding;
  printLine(`${name}: ${message}`);
  return printLine(remedy);
}

function text(name, value) {
  if (Array.isArray(value)) return value.join("; ");
  if (name === "expiresAt") return new Date(value).toISOString();
  if (name === "iat" || name === "exp") return `${value} (${new Date(value * 1000).toISOString()})`;
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([of, one]) => `${of} from ${one}`)
    .join("; ");
}
