/** `--verbose`: every request and response in a line each, without what is secret in them. */
import { mayBeKey } from "./misplaced_key.js";
import { tell } from "./output.js";
import { noSpinner } from "./spinner.js";
import { cyan } from "./terminal.js";
import { durationText } from "./time.js";

/** What in a query may be a secret, or stands for one. */
const SECRET = /token|code|assertion|secret|state|verifier|password|signature|key|slt|hint/i;
/** The response headers that somebody who asks Docusign's support needs. */
const TELLING = ["content-type", "content-length", "retry-after", "location", "x-docusign-tracetoken", "x-ratelimit-remaining"];

/** From now on, shows the requests of this program. */
export function logRequests() {
  const { fetch } = globalThis;
  noSpinner();
  /** @type {typeof fetch} */
  globalThis.fetch = async (input, init) => {
    const url = addressOf(typeof input === "object" && "url" in input ? input.url : String(input));
    const begun = performance.now();
    tell([cyan(">"), ` ${init?.method ?? "GET"} ${url}${sent(init)}`]);
    const passed = () => durationText(performance.now() - begun);
    try {
      const response = await fetch(input, init);
      const facts = TELLING.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [`${name}: ${name === "location" ? addressOf(new URL(value, String(input)).href) : value}`];
      });
      tell([cyan("<"), ` ${response.status} in ${passed()}${inBrackets(facts)}`]);
      return response;
    } catch (error) {
      const { message, cause } = /** @type {{ message?: string, cause?: { code?: string, message?: string } }} */ (error);
      tell([cyan("<"), ` no response in ${passed()}: ${cause?.code ?? cause?.message ?? message}`]);
      throw error;
    }
  };
}

/**
 * The names of the headers, and the size of the body.
 *
 * @param {RequestInit} [init]
 */
function sent({ headers, body } = {}) {
  const names = [...new Headers(headers).keys()];
  const size =
    typeof body === "string" || ArrayBuffer.isView(body) ? `${/** @type {string | Uint8Array} */ (body).length} bytes` : "a stream";
  return inBrackets([...names, ...(body === undefined || body === null ? [] : [`body: ${size}`])]);
}

/** @param {string[]} facts */
const inBrackets = (facts) => (facts.length > 0 ? ` (${facts.join(", ")})` : "");

/**
 * An address without user information, fragment, and the values in its query that may be secret.
 *
 * @param {string} text
 */
function addressOf(text) {
  if (!URL.canParse(text)) return "(not a URL)";
  const url = new URL(text);
  const query = [...url.searchParams].map(([name, value]) => {
    const shown = SECRET.test(name) || mayBeKey(value) ? "(not shown)" : encodeURIComponent(value);
    return `${encodeURIComponent(name)}=${shown}`;
  });
  return `${url.origin}${url.pathname}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}
