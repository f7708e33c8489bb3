/**
 * Performs the steps that the core asks for: signs, sends, waits, and reports each outcome. Only the core decides what
 * to do next.
 */
import { limit, sleep, unlessAborted } from "../platform/abort.js";
import { call, failure, instance } from "../core/core.js";
import { isOurs } from "../core/docusign_error.js";
import { misuse, steersFramework } from "../core/fetch_failure.js";
import { needs } from "../core/platform_parts.js";
import { proxySetting } from "../platform/proxy.js";
import { encode } from "../platform/text.js";
import { TooLarge, send, textOf } from "../platform/transport.js";

/** @import { Limited, Signal } from "../platform/abort.js" */
/** @import { ReadResponse, Fetch, Sent } from "../platform/transport.js" */
/** @import { Operation } from "../../core.js" */

/** @typedef {(core: typeof import("../../core.js"), now: number) => Operation} Begin */
/** @typedef {(operation: string, options: string, signal: Signal | undefined) => Promise<any>} Operate drives an operation of a client */
/** @typedef {{ method: string, url: string, headers: [string, string][], body?: string }} CoreRequest */

/**
 * The part of the client that an operation needs.
 *
 * @typedef {object} Host
 * @property {() => number} now
 * @property {Fetch} fetch
 * @property {boolean} isOwnFetch
 * @property {number} timeout in milliseconds
 * @property {(event: import("../core/facts.js").ClientEvent) => void} emit
 * @property {((data: Uint8Array) => Uint8Array | Promise<Uint8Array>)[]} signers
 * @property {(refused: boolean) => Promise<string>} [token]
 * @property {() => Promise<unknown>} [userInfo]
 */

/**
 * The next step of the core.
 *
 * @typedef {{ step: "done", value: any }
 *   | { step: "sign", key: number, data: string }
 *   | { step: "token", refused: boolean }
 *   | { step: "userInfo" }
 *   | { step: "wait", delay: number, attempt: number, status: number | null }
 *   | { step: "send", request: CoreRequest }} Step
 */

/**
 * How to send a request and report its response.
 *
 * @callback Exchange
 * @param {Driven} operation
 * @param {Host} host
 * @param {CoreRequest} request
 * @param {Limited} limited
 * @param {(response: Response) => void} received
 * @returns {Promise<Step>}
 */

/**
 * Drives an operation to its end.
 *
 * @param {Begin} begin
 * @param {Host} host
 * @param {Signal | undefined} signal
 * @param {Exchange} [exchange]
 * @returns {Promise<any>} what the core says at the end
 */
export async function drive(begin, host, signal, exchange = sendAndRead) {
  if (signal?.aborted) throw signal.reason;
  needs("AbortController", "setTimeout");
  const operation = new Driven(begin, host);
  const limited = limit(signal, host.timeout);
  try {
    return await steps(operation, host, limited, exchange);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw error;
  } finally {
    limited.release();
    operation.free();
  }
}

/**
 * @param {Driven} operation
 * @param {Host} host
 * @param {Limited} limited
 * @param {Exchange} exchange
 */
async function steps(operation, host, limited, exchange) {
  let step = operation.report((o, now, random) => o.report("start", "", "", 0, now, random));
  /** @type {Response | undefined} */
  let response;
  for (;;) {
    try {
      switch (step.step) {
        case "done":
          return step.value;
        case "sign": {
          const signing = host.signers[step.key]?.(encode(step.data)) ?? missing(step.step);
          const signature = await unlessAborted(Promise.resolve(signing), limited.signal);
          step = operation.report((o, now, random) => o.signed(signature, now, random));
          break;
        }
        case "token": {
          const token = await unlessAborted(host.token?.(step.refused) ?? missing(step.step), limited.signal);
          step = operation.report((o, now, random) => o.report("token", token, "", 0, now, random));
          break;
        }
        case "userInfo": {
          const json = JSON.stringify(await unlessAborted(host.userInfo?.() ?? missing(step.step), limited.signal));
          step = operation.report((o, now, random) => o.report("userInfo", json, "", 0, now, random));
          break;
        }
        case "wait":
          host.emit({ type: "retry", delay: step.delay, attempt: step.attempt, status: step.status });
          await sleep(step.delay, limited.signal);
          step = operation.report((o, now, random) => o.report("waited", "", "", 0, now, random));
          break;
        default:
          response = undefined;
          step = await exchange(operation, host, step.request, limited, (received) => {
            response = received;
          });
      }
    } catch (error) {
      if (limited.timedOut() && !steersFramework(error) && !isTimeout(error)) {
        operation.report((o, now, random) => o.report("timedOut", "", "", 0, now, random));
      }
      if (response !== undefined && isOurs(error) && !("response" in error)) {
        Object.defineProperty(error, "response", { value: response, configurable: true });
      }
      throw error;
    }
  }
}

/**
 * The error for an unknown step.
 *
 * @param {string} step
 * @returns {never}
 */
function missing(step) {
  throw failure("internal", `The core asked for the step ${step}, which this call does not have.`);
}

/** @param {unknown} error */
function isTimeout(error) {
  return isOurs(error) && error.code === "timeout";
}

/**
 * Sends a request, reads the whole response as text, and reports it.
 *
 * @type {Exchange}
 */
async function sendAndRead(operation, host, request, limited, received) {
  /** @type {ReadResponse | undefined} */
  let read;
  let body;
  try {
    const { signal } = limited;
    read = await unlessAborted(send(host.fetch, request, signal), signal);
    received(read.response);
    body = await unlessAborted(textOf(read, signal), signal);
  } catch (error) {
    return lost(operation, error, limited, host, request, read === undefined);
  }
  const { status, headers } = read;
  const json = JSON.stringify(headers);
  return operation.report((o, now, random) => o.report("response", body, json, status, now, random));
}

/**
 * Reports a missing response and its reason. `unsent` means that fetch itself failed, not the body.
 *
 * @param {Driven} operation
 * @param {any} error
 * @param {Limited} limited
 * @param {Host} host
 * @param {CoreRequest} request
 * @param {boolean} unsent
 * @returns {Step}
 */
export function lost(operation, error, limited, host, request, unsent) {
  if (steersFramework(error)) throw error;
  if (limited.signal.aborted && !limited.timedOut()) throw error;
  const { reason, tooLarge } = seen(error);
  const wrong = unsent && !limited.timedOut() ? misuse(reason, host.isOwnFetch, error) : undefined;
  if (wrong !== undefined) throw wrong;
  const proxy = proxySetting(request.url, host.isOwnFetch) ?? "";
  return operation.report((o, now, random) => {
    if (limited.timedOut()) return o.report("timedOut", "", proxy, 0, now, random);
    if (tooLarge) return o.report("tooLarge", "", "", error.limit, now, random);
    return o.report("failed", reason, proxy, 0, now, random);
  }, error);
}

/**
 * The platform's reason for a failed fetch. Node hides it in `cause`.
 *
 * @param {any} error
 */
function seen(error) {
  try {
    const reason = String(error?.cause?.code ?? error?.cause?.message ?? error?.message ?? error);
    return { reason, tooLarge: error instanceof TooLarge };
  } catch {
    return { reason: "fetch failed with an error that cannot be read", tooLarge: false };
  }
}

/** An operation of the core, in the instance that made it. */
class Driven {
  /** @type {Operation} */
  #operation;
  /** @type {number} */
  #instance;
  /** @type {() => number} */
  #now;

  /**
   * @param {Begin} begin
   * @param {Host} host
   */
  constructor(begin, host) {
    this.#now = host.now;
    const now = host.now();
    this.#operation = call((core) => begin(core, now));
    this.#instance = instance();
  }

  /**
   * Reports an event and returns the next step. An error of the core gets `cause`.
   *
   * @param {(operation: Operation, now: number, random: number) => string} event
   * @param {unknown} [cause]
   * @returns {Step}
   */
  report(event, cause) {
    try {
      // No code of the caller runs inside the core, so any failure there belongs to the core.
      const now = this.#now();
      if (this.#instance !== instance()) {
        throw failure("internal", "The core restarted during this call.");
      }
      return JSON.parse(call(() => event(this.#operation, now, Math.random())));
    } catch (error) {
      if (cause !== undefined && isOurs(error) && error.cause === undefined) {
        Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
      }
      throw error;
    }
  }

  free() {
    if (this.#instance === instance()) this.#operation.free();
  }
}
