/** `auth.fetch`: sends the caller's request with the token. Bodies stream both ways. */
import { unlessAborted } from "../platform/abort.js";
import { failure } from "../core/core.js";
import { drive, lost } from "./drive.js";
import { given } from "../core/given.js";
import { toJson } from "../core/json.js";
import { needs } from "../core/platform_parts.js";
import { rateLimit } from "./rate_limit.js";
import { discard, isStream, send } from "../platform/transport.js";

/**
 * @param {string} json the settings for the core
 * @param {import("./drive.js").Host} host
 * @param {import("./request.js").Request} wish
 */
export async function authorizedFetch(json, host, wish) {
  const { target, method = "GET", headers, body, contentType, signal, accountId, init } = wish;
  const own = headersFrom(headers);
  if (contentType !== undefined && !own.has("content-type")) own.set("content-type", contentType);
  if (body !== undefined && body !== null && /^(get|head)$/i.test(given(() => String(method), "The option method"))) {
    throw failure("option_invalid", 'A GET or HEAD request cannot have a body. Set method: "POST".');
  }
  const replayable = given(() => !isStream(body), "The option body");
  const options = toJson({ target, method, accountId, replayable });
  /** @type {import("./drive.js").Begin} */
  const begin = (core, now) => core.Operation.begin("authorizedCall", json, options, 0, now);
  /** @type {import("../platform/transport.js").ReadResponse | undefined} */
  let read;
  /** @type {Response | undefined} */
  let refused;
  const giveUp = () => refused !== undefined && discard(refused);
  /** @type {import("./drive.js").Exchange} */
  const exchange = async (operation, host, request, limited, received) => {
    giveUp();
    try {
      const merged = new Headers(own);
      for (const [name, value] of request.headers) merged.set(name, value);
      const sent = { ...request, headers: merged, body, init };
      // The time limit ends with the headers. The caller's own signal also applies to the body.
      const both = signal?.and(limited.signal) ?? limited.signal;
      read = await unlessAborted(send(host.fetch, sent, both), limited.signal);
      received(read.response);
    } catch (error) {
      return lost(operation, error, limited, host, request, true);
    }
    const { response, status, headers } = read;
    report(host, status, headers);
    const pairs = JSON.stringify(headers);
    const step = operation.report((o, now, random) => o.report("response", "", pairs, status, now, random));
    // Without another token, this response goes to the caller.
    if (step.step === "token") refused = response;
    else if (step.step !== "done") discard(response);
    return step;
  };
  try {
    await drive(begin, host, signal, exchange);
  } catch (error) {
    giveUp();
    throw error;
  }
  return /** @type {import("../platform/transport.js").ReadResponse} */ (/** @type {unknown} */ (read)).response;
}

/** @param {any} headers */
function headersFrom(headers) {
  needs("Headers");
  try {
    return new Headers(headers ?? undefined);
  } catch (error) {
    throw failure("option_invalid", "The option headers contains an invalid header name or value.", error);
  }
}

/**
 * @param {import("./drive.js").Host} host
 * @param {number} status
 * @param {[string, string][]} headers
 */
function report(host, status, headers) {
  const limits = rateLimit(headers);
  if (limits !== undefined) host.emit({ type: "rate_limit", status, ...limits });
}
