/**
 * Takes the steps that the core asks for: signs, sends, waits, and reports what came of it. What to do
 * next is the core's decision alone.
 */
import { limit, sleep, unlessAborted } from "../platform/abort.js";
import { call, failure, instance } from "../core/core.js";
import { isOurs } from "../core/errors.js";
import { misuse, steersFramework } from "../core/fetch_failure.js";
import { proxySetting } from "../platform/proxy.js";
import { encode } from "../platform/text.js";
import { TooLarge, send, textOf } from "../platform/transport.js";

/**
 * Drives an operation to its end.
 *
 * @param begin makes the operation: (core, now) => Operation
 * @param host { now, fetch, isOwnFetch, timeout, emit, signers?, token?, userInfo? }
 * @param exchange how a request is sent and its answer reported, where the default will not do
 */
export async function drive(begin, host, signal, exchange = sendAndRead) {
  if (signal?.aborted) throw signal.reason;
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

async function steps(operation, host, limited, exchange) {
  let step = operation.report((o, now, random) => o.start(now, random));
  let response;
  for (;;) {
    try {
      switch (step.step) {
        case "done":
          return step.value;
        case "sign": {
          const signing = host.signers[step.key](encode(step.data));
          const signature = await unlessAborted(Promise.resolve(signing), limited.signal);
          step = operation.report((o, now, random) => o.signed(signature, now, random));
          break;
        }
        case "token": {
          const token = await unlessAborted(host.token(step.refused), limited.signal);
          step = operation.report((o, now, random) => o.token(token, now, random));
          break;
        }
        case "userInfo": {
          const json = JSON.stringify(await unlessAborted(host.userInfo(), limited.signal));
          step = operation.report((o, now, random) => o.withUserInfo(json, now, random));
          break;
        }
        case "wait":
          host.emit({ type: "retry", delay: step.delay, attempt: step.attempt, status: step.status });
          await sleep(step.delay, limited.signal);
          step = operation.report((o, now, random) => o.waited(now, random));
          break;
        default:
          response = undefined;
          step = await exchange(operation, host, step.request, limited, (r) => (response = r));
      }
    } catch (error) {
      if (limited.timedOut() && !steersFramework(error) && !isTimeout(error)) {
        operation.report((o, now, random) => o.timedOut("", now, random));
      }
      if (response !== undefined && isOurs(error) && !("response" in error)) {
        Object.defineProperty(error, "response", { value: response, configurable: true });
      }
      throw error;
    }
  }
}

function isTimeout(error) {
  return isOurs(error) && error.code === "timeout";
}

/** Sends, reads the whole answer as text, and reports it. */
async function sendAndRead(operation, host, request, limited, received) {
  let answer;
  let body;
  try {
    const { signal } = limited;
    answer = await unlessAborted(send(host.fetch, request, signal), signal);
    received(answer.response);
    body = await unlessAborted(textOf(answer, signal), signal);
  } catch (error) {
    return lost(operation, error, limited, host, request, answer === undefined);
  }
  const { status, headers } = answer;
  const json = JSON.stringify(headers);
  return operation.report((o, now, random) => o.answered(status, json, body, now, random));
}

/** Reports that no answer came, and why; `unsent` where fetch itself failed, and not the body. */
export function lost(operation, error, limited, host, request, unsent) {
  if (steersFramework(error)) throw error;
  if (limited.signal.aborted && !limited.timedOut()) throw error;
  const { reason, tooLarge } = seen(error);
  const wrong = unsent && !limited.timedOut() ? misuse(reason, host.isOwnFetch, error) : undefined;
  if (wrong !== undefined) throw wrong;
  const proxy = proxySetting(request.url, host.isOwnFetch) ?? "";
  return operation.report((o, now, random) => {
    if (limited.timedOut()) return o.timedOut(proxy, now, random);
    if (tooLarge) return o.tooLarge(error.limit, now, random);
    return o.failed(reason, proxy, now, random);
  }, error);
}

/** What a platform says of a failed fetch; Node hides the reason in `cause`. */
function seen(error) {
  try {
    const reason = String(error?.cause?.code ?? error?.cause?.message ?? error?.message ?? error);
    return { reason, tooLarge: error instanceof TooLarge };
  } catch {
    return { reason: "fetch failed with what cannot be read", tooLarge: false };
  }
}

/** An operation of the core, in the instance that made it. */
class Driven {
  #operation;
  #instance;
  #now;

  constructor(begin, host) {
    this.#now = host.now;
    const now = host.now();
    this.#operation = call((core) => begin(core, now));
    this.#instance = instance();
  }

  /** Reports an event and returns the next step. An error of the core gets `cause`. */
  report(event, cause) {
    try {
      // Nothing of the caller's runs inside of the core, so that whatever fails there is the core's.
      const now = this.#now();
      if (this.#instance !== instance()) {
        throw failure("internal", "The core was started anew while this was under way.");
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
