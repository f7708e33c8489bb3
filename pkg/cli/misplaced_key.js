/** A private key where none belongs: on the command line, or in another setting. */

/** The beginnings of a key as PEM, base64 of PEM, DER as base64 or hex, and JWK. */
const KEY =
  /-----\s*(?:BEGIN|END)|BEGIN[\s_]*(?:RSA[\s_]*)?PRIVATE|LS0tLS1CRUdJTi|\bMII[A-Za-z0-9+/\s]{60}|\b3082[0-9A-Fa-f]{60}|"(?:kty|d)"\s*:/;
const RUNS = /[A-Za-z0-9+=]{40,}|^[A-Za-z0-9+/=_-]{60,}$/g;
const CLASSES = [/[A-Z]/, /[a-z]/, /\d/];

/**
 * Whether a text is a private key, or begins like one.
 *
 * @param {string} text
 */
export function isKey(text) {
  return KEY.test(text);
}

/**
 * Whether a text could be a part of a key: then it is not shown.
 *
 * @param {string} text
 */
export function mayBeKey(text) {
  const runs = text.match(RUNS) ?? [];
  return isKey(text) || runs.some((run) => CLASSES.every((one) => one.test(run)));
}

/**
 * A word of the command line, or a path, as it may be shown.
 *
 * @param {string} text
 */
export function quotable(text) {
  return text.length <= 100 && !text.includes("\n") && !mayBeKey(text) ? text : "(not shown)";
}
