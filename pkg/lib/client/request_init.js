/**
 * The init of `auth.fetch`: the fields of fetch, `json` and `accountId`. Other fields are refused, because fetch would
 * ignore them.
 */
import { kindOf } from "../platform/bytes.js";
import { tagOf } from "../platform/tag.js";
import { signalOf } from "../core/caller_signal.js";
import { failure } from "../core/core.js";
import { given, pick } from "../core/given.js";

/**
 * The parsed input of `auth.fetch`; `init` is passed on.
 *
 * @typedef {object} Wish
 * @property {string} [method]
 * @property {any} [headers]
 * @property {any} [body]
 * @property {string} [contentType] of a body that was given as `json`
 * @property {ReturnType<typeof signalOf>} [signal]
 * @property {string} [accountId]
 * @property {{ [name: string]: any }} init
 */

/** The fields that the client reads itself. */
export const OWN = ["method", "headers", "body", "json", "signal", "accountId"];

/** The fields that Next and Workers add to `RequestInit`. */
export const NEXT_AND_WORKERS = ["next", "cf"];

/** The other fields of `RequestInit` in the Fetch standard, and those of Node, Deno and Bun. */
const PASSED = [
  ...["cache", "credentials", "duplex", "integrity", "keepalive", "mode", "priority", "referrer", "referrerPolicy", "window"],
  ...NEXT_AND_WORKERS,
  ...["dispatcher", "client", "proxy", "tls"],
];

const KNOWN = [...OWN, ...PASSED, "redirect"];

/** Options of other HTTP clients, with their replacement. */
const JSON_BODY = "Use json: value.";
// biome-ignore lint/suspicious/noTemplateCurlyInString: the advice shows a template.
const QUERY = "Add the query to the path: `/restapi/…?${new URLSearchParams(query)}`.";
const TIMEOUT = "Set timeout in new DocusignAuth(), or pass signal: AbortSignal.timeout(milliseconds).";
const TOKEN = "auth.fetch sets the header authorization itself.";
const USER = "Call auth.forUser(userId).fetch().";
const IN_PLACE = new Map([
  ["data", JSON_BODY],
  ["params", QUERY],
  ["query", QUERY],
  ["qs", QUERY],
  ["searchparams", QUERY],
  ["timeout", TIMEOUT],
  ["form", "Use body: new URLSearchParams(fields) or new FormData()."],
  ["responsetype", "Read the Response with json(), text() or arrayBuffer()."],
  ["retry", "Set retry in new DocusignAuth()."],
  ["retries", "Set retry in new DocusignAuth()."],
  ["auth", TOKEN],
  ["token", TOKEN],
  ["accesstoken", TOKEN],
  ["url", "Pass the path or URL as the first argument."],
  ["baseurl", "Pass the path or URL as the first argument."],
  ["userid", USER],
  ["scopes", USER],
]);

/** Bodies that every fetch can send, by tag. */
const BODIES = ["Blob", "File", "FormData", "URLSearchParams"];

/** @param {string} message */
const refuse = (message) => failure("option_invalid", message);

/**
 * Reads the init once.
 *
 * @param {any} init
 * @returns {Wish}
 */
export function readInit(init) {
  if (init === undefined || init === null) return { init: {} };
  if (typeof init !== "object") throw refuse(`The init of auth.fetch is ${kindOf(init)}, not an object.`);
  const isRequest = given(() => tagOf(init) === "Request");
  for (const name of isRequest ? [] : given(() => Object.keys(init))) checkName(name, init);
  const { json, ...picked } = pick(init, OWN);
  picked.signal = signalOf(picked.signal);
  checkBody(picked.body);
  // A Request has a method with this name.
  const body = isRequest || json === undefined ? undefined : jsonBody(json, picked.body);
  // A Request has a default for every field.
  const passed = isRequest ? {} : pick(init, [...PASSED, "redirect"]);
  checkPassed(passed);
  const { redirect, ...rest } = passed;
  return { ...picked, ...body, init: rest };
}

/**
 * @param {unknown} json
 * @param {unknown} body
 */
function jsonBody(json, body) {
  if (body !== undefined && body !== null) throw refuse("The options json and body cannot be combined. Use only one of them.");
  const text = given(() => JSON.stringify(json), "The option json");
  if (text === undefined) throw refuse(`The option json is ${kindOf(json)}, which JSON cannot represent.`);
  return { body: text, contentType: "application/json" };
}

/**
 * @param {string} name
 * @param {any} init
 */
function checkName(name, init) {
  if (KNOWN.includes(name) || given(() => init[name]) === undefined) return;
  const lower = name.toLowerCase();
  const meant = KNOWN.find((known) => known.toLowerCase() === lower || known === `${lower}s` || `${known}s` === lower);
  const advice =
    IN_PLACE.get(lower) ??
    (meant
      ? `Write ${meant}.`
      : "It accepts the fields of RequestInit. For other fields, pass your own function as the option fetch of new DocusignAuth().");
  throw refuse(`auth.fetch has no option ${name.slice(0, 60)}. ${advice}`);
}

/** @param {{ [name: string]: any }} passed */
function checkPassed(passed) {
  const { redirect, mode } = passed;
  if (redirect !== undefined && redirect !== "manual" && redirect !== "error") {
    throw refuse("auth.fetch never follows redirects: the token must stay with Docusign. Remove the option redirect.");
  }
  if (mode === "no-cors") throw refuse('With mode "no-cors" the browser drops the header authorization. Remove the option mode.');
  if (Object.keys(passed).length === 0 || typeof Request !== "function") return;
  try {
    new Request("https://docusign.com", passed);
  } catch (error) {
    const reason = given(() => String(/** @type {Error} */ (error)?.message).slice(0, 200), "The init of auth.fetch");
    throw failure("option_invalid", `This runtime's fetch refuses the init: ${reason}`, error);
  }
}

/** @param {unknown} body */
function checkBody(body) {
  if (body === undefined || body === null || typeof body === "string") return;
  if (given(() => isBody(body), "The option body")) return;
  throw refuse(`The option body is ${kindOf(body)}, which fetch cannot send. ${JSON_BODY}`);
}

/** @param {any} body */
function isBody(body) {
  if (typeof body !== "object") return false;
  if (typeof body.getReader === "function" || typeof body[Symbol.asyncIterator] === "function") return true;
  return ArrayBuffer.isView(body) || [...BODIES, "ArrayBuffer"].includes(tagOf(body));
}
