import { ask, failure } from "../core/core.js";

/**
 * An e-mail address in Unicode's normal form C (RFC 6532, section 3.1), and its cache key. The core refuses an address
 * that a normal form turns into another person's address. It ignores case only in ASCII.
 *
 * @param {unknown} email
 */
export function addressOf(email) {
  if (typeof email !== "string") {
    const missing = email === undefined || email === null;
    throw failure(`option_${missing ? "missing" : "invalid"}`, `The option email is ${missing ? "missing" : "not a string"}.`);
  }
  const address = email.normalize();
  return { address, key: ask("emailKey", email, address) };
}
