/** Reads the arguments of fetch by their shape: requests, headers and signals may come from another realm or library. */
import { bodyOf } from "./body.js";
import { shown } from "./options.js";

const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
const REDIRECTS = ["follow", "manual", "error"];

/** Method, address, headers, body, redirect mode and signal of a call of fetch. */
export async function readRequest(input, init = {}) {
  const request = isRequest(input) ? input : undefined;
  const url = absolute(request ? request.url : String(input));
  if (url.username || url.password) throw new TypeError(`The URL ${url.origin} has credentials in it.`);
  const method = normalized(init.method ?? request?.method ?? "GET");
  const headers = readHeaders(init.headers ?? request?.headers);
  const redirect = init.redirect ?? request?.redirect ?? "follow";
  if (!REDIRECTS.includes(redirect)) throw new TypeError(`redirect is ${redirect}, and not follow, manual or error.`);
  const given = init.body ?? undefined;
  if (given !== undefined && (method === "GET" || method === "HEAD")) throw new TypeError(`A ${method} request cannot have a body.`);
  const body = given === undefined && request && hasBody(request, method) ? request : given;
  const { bytes, type } = await bodyOf(body);
  if (type !== undefined && body !== request && !headers.has("content-type")) headers.set("content-type", type);
  const signal = init.signal === null ? undefined : (init.signal ?? request?.signal ?? undefined);
  return { method, url, headers, body: bytes, hasBody: body !== undefined, redirect, signal };
}

function absolute(address) {
  if (!URL.canParse(address)) throw new TypeError(`The emulator's fetch needs an absolute URL, not ${shown(address)}.`);
  return new URL(address);
}

function isRequest(input) {
  return typeof input === "object" && input !== null && typeof input.url === "string" && typeof input.method === "string";
}

const hasBody = (request, method) => method !== "GET" && method !== "HEAD" && request.body !== null;

function normalized(method) {
  const upper = String(method).toUpperCase();
  return METHODS.includes(upper) ? upper : String(method);
}

/** Headers are pairs, a record, or an iterable. */
function readHeaders(headers) {
  if (headers === undefined || headers === null) return new Headers();
  if (typeof headers[Symbol.iterator] === "function") return new Headers([...headers].map(([name, value]) => [name, value]));
  if (typeof headers.forEach === "function") {
    const own = new Headers();
    headers.forEach((value, name) => {
      own.append(name, value);
    });
    return own;
  }
  return new Headers(headers);
}
