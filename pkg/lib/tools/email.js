import { ask, failure } from "../core/core.js";

/**
 * An e-mail address in Unicode's normal form C (RFC 6532, section 3.1), and the key under which it is remembered. The core
 * refuses an address that a normal form makes another person's, and compares without case in ASCII only.
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
