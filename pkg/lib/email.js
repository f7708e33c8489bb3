import { failure } from "./core.js";
import { given } from "./given.js";

/**
 * An e-mail address in one form (RFC 6532, section 3.1: NFC). It refuses a character whose normal form is one of ASCII,
 * such as the sign for kelvin, which becomes a K: the address would become that of somebody else.
 */
export function addressOf(email) {
  const text = given(() => String(email), "The e-mail address").trim();
  const odd = [...text].find((character) => character > "\x7f" && character.normalize() <= "\x7f");
  if (odd !== undefined) {
    const point = odd.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    throw failure("option_invalid", `The e-mail address has the character U+${point}, which Unicode takes for another one.`);
  }
  return text.normalize();
}

/** Two addresses are equal if they differ in the case of A to Z only. */
export const addressKey = (address) => address.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
