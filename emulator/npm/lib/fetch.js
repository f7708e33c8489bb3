/** A fetch that the emulator serves, in the same process. */
import { exchange } from "./exchange.js";
import { readRequest } from "./request.js";

const FOLLOWED = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 20;
const EMPTY = [101, 204, 205, 304];

/** Makes a fetch for a core. It needs no `this`. */
export function fetchOf(core) {
  return async function fetch(input, init) {
    const request = await readRequest(input, init);
    let stop;
    const whenLost = (cancel) => (stop = cancel);
    return orAborted(request.signal, () => send(core, { ...request, whenLost })).catch((error) => {
      stop?.();
      throw error;
    });
  };
}

async function send(core, first) {
  let request = first;
  for (let hop = 0; ; hop += 1) {
    if (!isOurs(request.url)) throw unreachable(request.url);
    const received = await exchange(core, asked(request));
    const location = received.headers.find(([name]) => name === "location")?.[1];
    if (!FOLLOWED.includes(received.status) || location === undefined || request.redirect === "manual") {
      return response(received, request, hop > 0);
    }
    if (request.redirect === "error") throw failed(`${request.url.origin} returned a redirect, and redirect is "error".`);
    if (hop === MOST_REDIRECTS) throw failed(`${request.url.origin} returned more than ${MOST_REDIRECTS} redirects.`);
    request = redirected(request, received.status, new URL(location, request.url));
  }
}

/** Docusign's host names, and the names of this machine. */
export function isOurs({ protocol, hostname }) {
  if (/^(account(-d)?\.docusign\.com|(api-d|[a-z\d]+)\.docusign\.net)$/.test(hostname)) return protocol === "https:";
  const local = hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
  return local && (protocol === "http:" || protocol === "https:");
}

function asked({ method, url, headers, body, hasBody, whenLost }) {
  const flat = ["host", url.host];
  for (const [name, value] of headers) if (name !== "host" && name !== "content-length") flat.push(name, value);
  if (hasBody || method === "POST" || method === "PUT") flat.push("content-length", String(body.length));
  const secure = url.protocol === "https:";
  return { method, target: url.pathname + url.search, headers: flat, body, secure, anywhere: true, whenLost };
}

/** The request that a redirect asks for (Fetch, section 4.4). */
function redirected(request, status, url) {
  const next = { ...request, url, headers: new Headers(request.headers) };
  const becomesGet = (status === 303 && !["GET", "HEAD"].includes(request.method)) || (status < 303 && request.method === "POST");
  if (becomesGet) {
    Object.assign(next, { method: "GET", body: new Uint8Array(), hasBody: false });
    for (const name of ["content-type", "content-length", "content-encoding", "content-language"]) next.headers.delete(name);
  }
  if (url.origin !== request.url.origin) for (const name of ["authorization", "cookie"]) next.headers.delete(name);
  return next;
}

function response(received, request, wasRedirected) {
  const { status, headers } = received;
  const made = new Response(EMPTY.includes(status) ? null : bodyOf(received, request.signal), { status, headers });
  const url = new URL(request.url);
  url.hash = "";
  for (const [name, value] of [
    ["url", url.href],
    ["redirected", wasRedirected],
  ]) {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true });
  }
  return made;
}

function bodyOf({ whole, next }, signal) {
  if (whole !== undefined) return whole;
  return new ReadableStream({
    async pull(controller) {
      try {
        const piece = await orAborted(signal, next);
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      } catch (error) {
        controller.error(signal?.aborted ? error : new TypeError("terminated", { cause: lost(error) }));
      }
    },
  });
}

/** The error of a connection that breaks, by the names that Node's fetch gives it. */
const lost = (cause) => Object.assign(new Error("other side closed", { cause }), { name: "SocketError", code: "UND_ERR_SOCKET" });

/** Resolves as the promise does, or rejects with the signal's reason. */
async function orAborted(signal, act) {
  if (!signal) return act();
  const reason = () => signal.reason ?? new DOMException("This operation was aborted", "AbortError");
  if (signal.aborted) throw reason();
  let stop;
  const aborted = new Promise((_, reject) => {
    stop = () => reject(reason());
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([act(), aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function unreachable({ protocol, host }) {
  return failed(`The emulator serves Docusign's hosts with https, and localhost. ${protocol}//${host} is neither.`);
}

const failed = (message) => new TypeError("fetch failed", { cause: new Error(message) });
