import { isOurs } from "./docusign_error.js";

/**
 * Reads a caller's values. Errors of this library pass; `failed` converts everything else that the read throws.
 *
 * @template T
 * @param {() => T} look
 * @param {(error: unknown) => Error} failed
 * @returns {T}
 */
export function looked(look, failed) {
  try {
    return look();
  } catch (error) {
    throw isOurs(error) ? error : failed(error);
  }
}
