/** `auth.fetch`: the caller's request with the token attached, its bodies streaming both ways. */
import { unlessAborted } from "./abort.js";
import { failure } from "./core.js";
import { drive, lost } from "./drive.js";
import { given } from "./given.js";
import { toJson } from "./json.js";
import { rateLimit } from "./rate_limit.js";
import { discard, headersOf, isStream, send } from "./transport.js";

export async function authorizedFetch(json, host, target, init = {}) {
  const address = given(() => (typeof target === "string" || target instanceof URL ? String(target) : undefined));
  if (address === undefined) {
    throw failure("option_invalid", "auth.fetch takes a path or a URL, and the request's init.");
  }
  const { method = "GET", headers, body, signal, accountId } = init ?? {};
  const own = headersFrom(headers);
  if (body !== undefined && body !== null && /^(get|head)$/i.test(given(() => String(method), "The option method"))) {
    throw failure("option_invalid", "A request by GET or HEAD has no body.");
  }
  const replayable = given(() => !isStream(body), "The option body");
  const options = toJson({ target: address, method, accountId, replayable });
  const begin = (core, now) => core.Operation.authorizedCall(json, options, now);
  let response;
  let refused;
  const giveUp = () => refused !== undefined && discard(refused);
  const exchange = async (operation, host, request, limited, received) => {
    giveUp();
    try {
      const merged = new Headers(own);
      for (const [name, value] of request.headers) merged.set(name, value);
      const sent = { ...request, headers: merged, body };
      response = await unlessAborted(send(host.fetch, sent, follow(limited, signal)), limited.signal);
      received(response);
    } catch (error) {
      return lost(operation, error, limited, host, request);
    }
    report(host, response);
    const { status } = response;
    const pairs = JSON.stringify(headersOf(response));
    const step = operation.report((o, now, random) => o.answered(status, pairs, "", now, random));
    // If there is no other token, this answer is the caller's.
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
  return response;
}

function headersFrom(headers) {
  try {
    return new Headers(headers ?? undefined);
  } catch {
    throw failure("option_invalid", "The option headers has a name or a value that no header can have.");
  }
}

/** The time limit ends with the headers; the caller's own signal goes on to hold for the body. */
function follow(limited, signal) {
  if (!signal) return limited.signal;
  return AbortSignal.any?.([limited.signal, signal]) ?? limited.signal;
}

function report(host, response) {
  const limits = rateLimit(response.headers);
  if (limits !== undefined) host.emit({ type: "rate_limit", status: response.status, ...limits });
}
