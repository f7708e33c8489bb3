/** Changes variables in a file of variables, and leaves every other line as it is. */
import { existsSync, readFileSync } from "node:fs";
import { assignmentsIn } from "./env_file.js";
import { isKey, quotable } from "./misplaced_key.js";
import { replaceFile } from "./private_file.js";
import { UsageError } from "./usage_error.js";

/** New values by the names of variables; undefined removes a variable. @typedef {Map<string, string | undefined>} Changes */

/** What needs no quotes in any reader. */
const BARE = /^[\w.:/@%+=,~-]+$/;

/**
 * A value as dotenv, wrangler and `node --env-file` read it alike. wrangler and Bun replace `$NAME` even in quotes.
 *
 * @param {string} name
 * @param {string} value
 */
export function quoted(name, value) {
  if (BARE.test(value)) return value;
  const isOdd = /[$\\]|[^\P{Cc}\n]/u.test(value);
  if (!isOdd && !value.includes('"')) return `"${value.replaceAll("\n", "\\n")}"`;
  if (!isOdd && !/['\n]/.test(value)) return `'${value}'`;
  throw new UsageError(
    "usage",
    `Programs disagree on how to read the value of ${name}, with any quotes.`,
    "Use a value without $, backslashes and mixed quotes.",
  );
}

/**
 * A text with other values. What was assigned several times is changed where it counts, the last time.
 *
 * @param {string} text
 * @param {Changes} changes
 */
export function edited(text, changes) {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  let result = text.replaceAll(/\r\n?/g, "\n");
  for (const [name, value] of changes) {
    const line = value === undefined ? "" : `${name}=${quoted(name, value)}\n`;
    const { start, end } = assignmentsIn(result).get(name) ?? { start: result.length, end: result.length };
    const before = result.slice(0, start);
    const joint = start === result.length && before !== "" && !before.endsWith("\n") ? "\n" : "";
    result = `${before}${joint}${line}${result.slice(end)}`;
  }
  return result.replaceAll("\n", lineEnd);
}

/**
 * Changes a file, or makes it. Where it then holds a key, only its owner can read it.
 *
 * @param {string} path
 * @param {Changes} changes
 */
export function changeEnvFile(path, changes) {
  const text = edited(existsSync(path) ? textOf(path) : "", changes);
  replaceFile(path, text, { isPrivate: isKey(text) });
}

/** @param {string} path */
function textOf(path) {
  const bytes = readFileSync(path);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // It is said below.
  }
  throw new UsageError(
    "env_file_unreadable",
    `The file ${quotable(path)} is not UTF-8.`,
    "Save it as UTF-8: other programs need that too.",
  );
}
