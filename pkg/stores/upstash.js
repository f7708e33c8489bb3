/** Tokens in Redis, over Upstash's REST API. */
import { failure, noStore, redisCommands } from "../internal.js";

/** Servers on this machine, as `URL` writes them. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const COPY = "Copy UPSTASH_REDIS_REST_URL, which starts with https://, from the database's page at Upstash";

/** @type {typeof import("./upstash.js").upstashStore} */
export function upstashStore({ url, token, fetch, prefix = "docusign-jwt:" } = /** @type {any} */ ({})) {
  const given = { url: textOf("url", url), token: textOf("token", token) };
  checkAddress(given.url);
  // Such a header is invalid, and the platform's error would show the token.
  if (!/^[!-~]+$/.test(given.token)) {
    throw failure("option_invalid", "The option token contains an invalid character, such as a space or a line break.");
  }
  return restStore(given, fetch, prefix);
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function textOf(name, value) {
  if (value === undefined || value === null || value === "") {
    throw failure("option_missing", `upstashStore needs the option ${name}. Check that the variable is set.`);
  }
  if (typeof value === "string") return value.trim();
  throw failure("option_invalid", `The option ${name} of upstashStore is a ${typeof value}, not a string.`);
}

/**
 * Refuses a URL that would expose the token. No message repeats it: it may be the token.
 *
 * @param {string} address
 */
function checkAddress(address) {
  /** @type {(what: string) => never} */
  const refuse = (what) => {
    throw failure("option_invalid", `The option url of upstashStore ${what}. ${COPY}.`);
  };
  let url;
  try {
    url = new URL(address);
  } catch {
    refuse("is not a URL");
  }
  const { protocol, hostname, username, password, search, hash } = url;
  if (/^rediss?:$/.test(protocol)) refuse("is the address for Redis clients, not of the REST API");
  if (protocol !== "https:" && protocol !== "http:") refuse("must start with https:// or http://");
  if (username !== "" || password !== "") refuse("contains a user name or a password");
  if (search !== "" || hash !== "") refuse("has a query or a fragment");
  if (protocol === "http:" && !LOOPBACK.test(hostname)) {
    refuse("uses http:// to another machine, which sends the token unencrypted");
  }
}

/**
 * @param {{ url: string, token: string }} given
 * @param {typeof globalThis.fetch | undefined} fetch
 * @param {string} prefix
 */
function restStore({ url, token }, fetch, prefix) {
  return redisCommands(async (command, signal) => {
    const send = fetch ?? globalThis.fetch;
    const response = await send(url, {
      ...noStore(),
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(command),
      redirect: "manual",
      signal,
    });
    const body = await response.text();
    // The message repeats neither the URL nor the response: both may contain secrets.
    if (!response.ok) throw new Error(`The store's REST server returned ${response.status} for ${command[0]}.`);
    const { result, error } = JSON.parse(body);
    if (error !== undefined) throw new Error(`The store's REST server refused ${command[0]}.`);
    return result;
  }, prefix);
}
