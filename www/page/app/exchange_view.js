// A request and its response as sent, with shortened secrets.
import { element } from "./element.js";
import { shortened } from "./shorten.js";

/** The relevant headers; a browser adds many more. */
const TELLING = /^(authorization|content-type|accept|date|retry-after|x-ratelimit.*)$/;

const WORDS = { 200: "OK", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 429: "Too Many Requests" };

export function exchangeView({ method, url, headers, body, answer }) {
  const { pathname, search, host } = new URL(url);
  const ok = answer.status < 400;
  const status = element("b", { class: ok ? "ok" : "refused" }, String(answer.status));
  const request = [`${method} ${pathname}${search} HTTP/1.1`, `host: ${host}`, ...lines(headers), "", form(body)];
  const reply = [`HTTP/1.1 ${answer.status} ${WORDS[answer.status] ?? ""}`, ...lines(answer.headers), "", json(answer.body)];
  return element(
    "details",
    { class: "wire", open: !pathname.startsWith("/__emulator/") },
    element("summary", {}, status, `${method} ${pathname}`),
    ...[request, reply].map((message) => element("pre", {}, shortened(message.join("\n").trim()))),
  );
}

const lines = (headers) => headers.filter(([name]) => TELLING.test(name)).map(([name, value]) => `${name}: ${value}`);

/** A form with one decoded parameter per line. */
function form(body) {
  if (body === undefined) return "";
  if (body.startsWith("{")) return json(body);
  return [...new URLSearchParams(body)].map(([name, value], at) => `${at === 0 ? "" : "&"}${name}=${value}`).join("\n");
}

function json(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
