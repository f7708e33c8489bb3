/** Waits on this machine for the redirect of a consent page. */
import { createServer } from "node:http";
import { readRedirect } from "../index.js";
import { tellStatus } from "./output.js";
import { durationText } from "./time.js";
import { UsageError } from "./usage_error.js";

/** @import { RedirectError } from "../index.js" */
/** @import { IncomingMessage, Server, ServerResponse } from "node:http" */

const HOSTS = ["localhost", "127.0.0.1", "[::1]"];
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
};

/**
 * Whether a redirect URI leads to this machine, without TLS.
 *
 * @param {string} redirectUri
 */
export function isLocal(redirectUri) {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === "http:" && HOSTS.includes(hostname);
}

export class RedirectListener {
  #redirectUri;
  #state;
  #server;
  /** @type {(failure?: unknown) => void} */
  #settle = () => {};
  /** @type {RedirectError | undefined} */
  #mismatch;

  /**
   * @param {URL} redirectUri
   * @param {string} state
   */
  constructor(redirectUri, state) {
    this.#redirectUri = redirectUri;
    this.#state = state;
    this.#server = createServer((request, response) => this.#respond(request, response));
  }

  /**
   * Listens where the redirect URI leads, on the loopback interface alone.
   *
   * @returns {Promise<void>}
   */
  listen() {
    const { hostname, port } = this.#redirectUri;
    const number = Number(port || 80);
    return new Promise((resolve, reject) => {
      this.#server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
        const other = `http://localhost:${number === 8765 ? 8766 : 8765}/callback`;
        const remedy = `Stop the program that uses the port. Or register another redirect URI, for example ${other}, and pass it by --redirect-uri.`;
        reject(new UsageError("port_unavailable", `Cannot listen on port ${number}: ${error.code}.`, remedy));
      });
      this.#server.listen({ port: number, host: hostname === "[::1]" ? "::1" : "127.0.0.1" }, () => resolve());
    });
  }

  /**
   * Waits for the one redirect that has the state.
   *
   * @param {number} patience in milliseconds
   * @param {AbortSignal} signal
   * @returns {Promise<void>}
   */
  async redirected(patience, signal) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const giveUp = () => this.#settle(signal.reason);
    try {
      const failure = await new Promise((resolve) => {
        this.#settle = resolve;
        timer = setTimeout(() => resolve(this.#mismatch ?? tooLate(patience)), patience);
        signal.addEventListener("abort", giveUp, { once: true });
        if (signal.aborted) giveUp();
      });
      if (failure !== undefined) throw failure;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      this.close();
    }
  }

  /** Also closes connections that never asked anything: browsers open some in advance. */
  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  #respond(request, response) {
    const { host, pathname } = this.#redirectUri;
    const url = parsed(request.url ?? "/", this.#redirectUri);
    // A foreign page may have redirected its host name to this machine, or name another host in the path.
    const isHere = request.headers.host === host && url?.host === host;
    const isRedirect = request.method === "GET" && isHere && url?.pathname === pathname;
    if (url === undefined || !isRedirect || url.search === "") return end(response, 404, "Not found.");
    try {
      readRedirect(url, { state: this.#state });
    } catch (error) {
      if (/** @type {RedirectError} */ (error).code === "state_mismatch") {
        // Any page can send a browser here. Keep waiting for the own state.
        this.#mismatch = /** @type {RedirectError} */ (error);
        tellStatus("warning", "Ignored a redirect: its state does not belong to this login.");
        return end(response, 400, "This redirect does not belong to the current login.");
      }
      response.once("close", () => this.#settle(error));
      return end(response, 200, "Consent was not granted. The terminal shows the reason.");
    }
    // The page is whole before the listener closes.
    response.once("close", () => this.#settle());
    return end(response, 200, "Consent granted. You can close this page and return to the terminal.");
  }
}

/**
 * @param {string} path
 * @param {URL} base
 */
function parsed(path, base) {
  return URL.canParse(path, base) ? new URL(path, base) : undefined;
}

/** @param {number} patience */
function tooLate(patience) {
  return new UsageError(
    "login_timeout",
    `No redirect arrived within ${durationText(patience)}.`,
    "Run the command again and choose Allow Access on the page. If Docusign shows an error, compare the redirect URI with Apps and Keys. A change there takes some minutes.",
  );
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function end(response, status, text) {
  const style = ":root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui;margin:4rem auto;max-width:36rem;padding:0 1rem}";
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>docusign-jwt login</title>`;
  const page = `<!doctype html><html lang="en">${head}<style>${style}</style><h1>docusign-jwt</h1><p>${text}</p></html>\n`;
  response.writeHead(status, HEADERS).end(page);
}
