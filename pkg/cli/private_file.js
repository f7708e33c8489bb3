/** Files that hold a key: nobody else may read them, and none is overwritten unasked. */
import { closeSync, existsSync, fchmodSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import process from "node:process";
import { reasonOf } from "./file_error.js";
import { quotable } from "./misplaced_key.js";
import { UsageError } from "./usage_error.js";

/** Readable and writable by its owner alone. */
export const PRIVATE = 0o600;

/**
 * Whether other users of this machine can read a file. Windows says so elsewhere.
 *
 * @param {string} path
 */
export function isReadByOthers(path) {
  return process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
}

/**
 * Makes a file that only its owner can read.
 *
 * @param {string} path
 * @param {string} text
 */
export function createPrivateFile(path, text) {
  write(path, path, text, PRIVATE);
}

/**
 * Replaces a file at once: a reader sees the old text or the new one. A link stays a link.
 *
 * @param {string} path
 * @param {string} text
 * @param {{ isPrivate: boolean }} options whether to take the file from other readers
 */
export function replaceFile(path, text, { isPrivate }) {
  const there = existsSync(path);
  const target = there ? realpathSync(path) : path;
  const mode = isPrivate ? PRIVATE : there ? statSync(target).mode & 0o777 : 0o666 & ~process.umask();
  const beside = `${target}.${process.pid}.tmp`;
  write(beside, path, text, mode);
  try {
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw unwritable(path, error);
  }
}

/**
 * @param {string} path where it must not exist
 * @param {string} shown the path for messages
 * @param {string} text
 * @param {number} mode
 */
function write(path, shown, text, mode) {
  let file;
  try {
    file = openSync(path, "wx", mode);
  } catch (error) {
    throw unwritable(shown, error);
  }
  try {
    // The umask may have taken rights away; it never adds one.
    fchmodSync(file, mode);
    for (let bytes = new TextEncoder().encode(text); bytes.length > 0; bytes = bytes.subarray(writeSync(file, bytes)));
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw unwritable(shown, error);
  } finally {
    closeSync(file);
  }
}

/**
 * @param {string} path
 * @param {unknown} error
 */
function unwritable(path, error) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === "EEXIST") {
    return new UsageError(
      "file_exists",
      `The file ${quotable(path)} already exists.`,
      "Choose another file name, or move this file away: it is never overwritten.",
    );
  }
  const message = `The file ${quotable(path)} cannot be written: ${reasonOf(error)}.`;
  return new UsageError("file_unwritable", message, "Check its path and permissions.");
}
