/** Delivers Connect messages to a function of the test, or to an application on this machine. */

import { shown } from "./options.js";

/** How long Docusign waits for an application's response, in milliseconds. */
const PATIENCE = 100_000;

/** The courier of an emulator. */
export class Courier {
  #webhook;
  #underWay = new Set();

  constructor(webhook = post) {
    if (typeof webhook !== "function")
      throw new TypeError(`webhook must be a function that takes a Request and returns a Response, not ${shown(webhook)}.`);
    this.#webhook = webhook;
  }

  /** `done` gets the status, or 0 and an error. */
  deliver(url, flat, body, done) {
    const headers = Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at], flat[2 * at + 1]]);
    const ended = this.#send(url, headers, body).then(
      (status) => done(status),
      (error) => done(0, String(error?.message ?? error)),
    );
    this.#underWay.add(ended);
    ended.finally(() => this.#underWay.delete(ended));
  }

  /** Resolves when no delivery is pending, including deliveries that others caused. */
  async idle() {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #send(url, headers, body) {
    const response = await this.#webhook(new Request(url, { method: "POST", headers, body }));
    const status = response?.status;
    if (!Number.isInteger(status)) throw new TypeError("webhook did not return a response.");
    await response.body?.cancel?.();
    return status;
  }
}

async function post(request) {
  const { hostname } = new URL(request.url);
  if (hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname)) {
    return fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  }
  throw new Error(`The emulator posts to this machine only. Pass the option webhook to createEmulator to get what is for ${hostname}.`);
}
