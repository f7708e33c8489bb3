// Starts the emulator's native server for a test, and steers an emulator through its control endpoints. Node only; runtimes
// under test reach the server by its address.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const fixtures = new URL("../emulator/fixtures/", import.meta.url);

export const pem = (name = "integration") => readFileSync(new URL(`${name}.pem`, fixtures), "utf8");
export const CLIENT = "c0000000-0000-4000-8000-000000000001";
export const PUBLIC_CLIENT = "c0000000-0000-4000-8000-000000000002";
export const ISV = "c0000000-0000-4000-8000-000000000003";
export const user = (number) => `a0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const tenantUser = (number) => `a0000000-0000-4000-8000-1${String(number).padStart(11, "0")}`;
export const account = (number) => `acc00000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const ORGANIZATION = "06600000-0000-4000-8000-000000000001";
export const CALLBACK = "https://example.com/callback";

export async function startEmulator(...more) {
  const program = process.env.DOCUSIGN_EMULATOR;
  if (!program) throw new Error("DOCUSIGN_EMULATOR names no program; run this by cargo xtask test");
  const child = spawn(program, ["--listen", "127.0.0.1:0", ...more], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (text) => resolve([text]));
    child.once("exit", (code) => reject(new Error(`the emulator ended with ${code}`)));
    child.once("error", reject);
  });
  const origin = line.replace("listening on ", "");
  return new Emulator(origin, { stop: () => child.kill() });
}

/** An emulator that tests steer: a server, or one in this process. */
export class Emulator {
  /** `fetch` reaches it if the platform's does not; `stop` ends it. `connection` has the options of a client that uses it. */
  constructor(origin, { fetch, stop }) {
    this.origin = origin;
    this.environment = { authServer: origin };
    this.connection = { environment: this.environment, ...(fetch && { fetch }) };
    this.fetch = fetch ?? globalThis.fetch;
    this.stop = stop;
  }

  async #control(path, body) {
    const init =
      body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
          };
    const response = await this.fetch(`${this.origin}/__emulator/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  }

  log = () => this.#control("log");
  reset = () => this.#control("reset", {});
  faults = (rules) => this.#control("faults", rules);
  clock = (offsetMs) => this.#control("clock", { offsetMs });
  consent = (client, userId, scopes = "signature impersonation") => this.#control("consents", { client, user: userId, scopes });
  revoke = (client, userId) => this.#control("consents", { client, user: userId, revoke: true });
  addRedirectUri = (client, uri) => this.#control("redirect-uris", { client, uri });
  revokeTokens = (who = {}) => this.#control("tokens/revoke", who);

  /** The requests to the token endpoint so far. */
  async exchanges() {
    return (await this.log()).filter(({ path }) => path === "/oauth/token");
  }

  limits = (limits) => this.#control("limits", limits);
  mail = () => this.#control("mail");

  /** Consents on the page as a person would, and returns where the browser is sent. */
  async clickConsent(url, userId, decision = "allow") {
    const landed = await this.click(url, { user: userId, decision });
    await this.passOver();
    return landed;
  }

  /** A person takes longer than the second for which a client remembers a refusal. */
  passOver = () => new Promise((resolve) => setTimeout(resolve, 1001));

  /** Opens a page, fills in its form and clicks, as a browser would; returns where it is sent. */
  async click(url, fields) {
    const page = await this.fetch(url, { redirect: "manual" });
    if (page.status === 302) return page.headers.get("location");
    const html = await page.text();
    if (page.status !== 200) throw new Error(`${page.status} ${html}`);
    const form = new URLSearchParams(fields);
    for (const [, name, value] of html.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
      form.append(name, value.replaceAll("&amp;", "&"));
    }
    const [, action] = html.match(/action="([^"]*)"/);
    const answer = await this.fetch(new URL(action, url), { method: "POST", body: form, redirect: "manual" });
    if (answer.status === 302) return answer.headers.get("location");
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
    return text;
  }
}
