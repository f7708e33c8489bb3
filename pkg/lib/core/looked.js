import { isOurs } from "./docusign_error.js";

/**
 * Looks at what a caller gave. An error of this library passes; anything else becomes the error that `failed` makes of it.
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
