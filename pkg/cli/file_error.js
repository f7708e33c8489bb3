/** Why a file cannot be read or written, in words. */

/** @type {{ [code: string]: string }} */
const REASONS = {
  ENOENT: "it does not exist",
  ENOTDIR: "a part of the path is not a folder",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOSPC: "the disk is full",
};

/**
 * The code of the system, with what it means.
 *
 * @param {unknown} error
 */
export function reasonOf(error) {
  const { code = "unknown reason" } = /** @type {NodeJS.ErrnoException} */ (error);
  const reason = REASONS[code];
  return reason === undefined ? code : `${code} (${reason})`;
}
