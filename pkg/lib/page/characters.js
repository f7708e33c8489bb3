/** Counts and compares characters as the core does. Texts must have no lone surrogates. */

/**
 * The text without the characters of a class at both ends.
 *
 * @param {string} text
 * @param {RegExp} around
 */
export function trimmed(text, around = /\p{White_Space}/u) {
  let start = 0;
  let end = text.length;
  while (start < end && around.test(text.charAt(start))) start += 1;
  while (end > start && around.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/**
 * The words between white space.
 *
 * @param {string} text
 */
export const wordsOf = (text) => text.split(/\p{White_Space}+/u).filter((word) => word !== "");

/**
 * In lower case, for ASCII only.
 *
 * @param {string} text
 */
export const lowered = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The bytes in UTF-8, each as a character.
 *
 * @param {string} text
 */
export const bytesOf = (text) => encodeURIComponent(text).replace(/%(..)/g, (_, byte) => String.fromCharCode(Number(`0x${byte}`)));

/**
 * The text up to a separator, and what stands behind it; undefined without one.
 *
 * @param {string} text
 * @param {string} separator
 */
export function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? undefined : /** @type {const} */ ([text.slice(0, at), text.slice(at + separator.length)]);
}

/**
 * Whether a word is in a list with spaces between the words.
 *
 * @param {string} list
 * @param {string} word
 */
export const hasWord = (list, word) => list.split(" ").includes(word);

/**
 * Whether one text becomes the other by at most `slips` characters that are wrong, missing or too many.
 *
 * @param {number} slips
 * @param {string} one
 * @param {string} other
 * @returns {boolean}
 */
export function isWithin(slips, one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const left = one.slice(at);
  const right = other.slice(at);
  if (left === "" || right === "") return left.length + right.length <= slips;
  if (slips === 0) return false;
  const [nextLeft, nextRight] = [left.slice(1), right.slice(1)];
  return isWithin(slips - 1, nextLeft, nextRight) || isWithin(slips - 1, nextLeft, right) || isWithin(slips - 1, left, nextRight);
}
