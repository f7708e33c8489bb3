/** Results go to stdout, everything for people to stderr. Nothing here knows a key. */
import process from "node:process";
import { DocusignError } from "../index.js";
import { exitCodeOf } from "./exit_codes.js";
import { eraseSpinner } from "./spinner.js";
import { dim, lead, painted, red, showsColors } from "./terminal.js";
import { UsageError } from "./usage_error.js";

/** @import { Styled } from "./terminal.js" */

/** A line: a text, or parts with and without a style. @typedef {string | (string | Styled)[]} Line */

/** What ends a line, moves the cursor, changes colors or turns the direction of writing. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/gu;

/**
 * Ends the program when its output cannot be written. A reader that has closed the pipe, such as `head`, is not a failure.
 *
 * @param {boolean} json
 */
export function endWithReader(json) {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (/** @type {NodeJS.ErrnoException} */ { code, message }) => {
      if (code === "EPIPE") process.exit(0);
      const remedy = "Check the disk, or the program that it goes to.";
      const error = new UsageError("file_unwritable", `Standard output cannot be written: ${code ?? message}.`, remedy);
      if (stream === process.stdout) tellFailure(error, json, (text) => text);
      process.exit(exitCodeOf(error));
    });
  }
}

/**
 * A text whose control characters are escapes as in JSON: a name from a server must not look like a second line or like an
 * instruction to the terminal.
 *
 * @param {string} text
 * @param {RegExp} [controls]
 */
export function visible(text, controls = CONTROLS) {
  return text.replace(controls, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * A line as a stream shows it.
 *
 * @param {Line} line
 * @param {NodeJS.WriteStream} stream
 */
export function styledText(line, stream) {
  const colors = showsColors(stream);
  const part = (/** @type {string | Styled} */ one) => {
    if (typeof one === "string") return visible(one);
    const text = visible(one.text);
    return colors && text !== "" ? painted({ ...one, text }) : text;
  };
  return typeof line === "string" ? part(line) : line.map(part).join("");
}

/**
 * Every line that is printed goes through here.
 *
 * @param {NodeJS.WriteStream} stream
 * @param {Line[]} lines
 */
function write(stream, lines) {
  const text = lines.map((line) => `${styledText(line, stream)}\n`).join("");
  eraseSpinner();
  stream.write(text);
}

/**
 * Prints lines of the result.
 *
 * @param {...Line} lines
 */
export function printLines(...lines) {
  write(process.stdout, lines);
}

/**
 * Tells people something beside the result, on stderr.
 *
 * @param {...Line} lines
 */
export function tell(...lines) {
  write(process.stderr, lines);
}

/**
 * Tells that something is done, or is not.
 *
 * @param {"ok" | "warning"} status
 * @param {string} text
 */
export function tellStatus(status, text) {
  tell([...lead(status, process.stderr), text]);
}

/**
 * Prints one line, with any text.
 *
 * @param {unknown} text
 */
export function printLine(text) {
  write(process.stdout, [String(text)]);
}

/**
 * Prints a text of several lines, in which nothing is from a server or a file.
 *
 * @param {string} text
 */
export function printText(text) {
  write(process.stdout, text.split("\n"));
}

/**
 * JSON has escapes for line breaks: those that remain are its own.
 *
 * @param {unknown} value
 */
export function printJson(value) {
  printText(JSON.stringify(value, undefined, 2));
}

/**
 * Lines of `name: value`; what is absent is left out.
 *
 * @param {{ [name: string]: unknown }} fields
 */
export function printFields(fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) printLine(`${name}: ${value}`);
  }
}

/**
 * What happened, without what to do.
 *
 * @param {{ message: string, remedy?: string }} error
 */
export function happened(error) {
  const { message, remedy } = error;
  return remedy && message.endsWith(` ${remedy}`) ? message.slice(0, -remedy.length - 1) : message;
}

/**
 * An error as the facts that a program may want.
 *
 * @param {any} error
 * @param {(text: string) => string} inFlags
 * @returns {{ [name: string]: any, code: string, message: string, remedy?: string }}
 */
function errorFields(error, inFlags) {
  const known = error instanceof DocusignError || error instanceof UsageError;
  if (!known) return { code: "unforeseen", message: String(error?.message ?? error) };
  const { code, remedy, consentUrl, adminConsentHelp, candidates, accounts, status, retryAfter, trace } = /** @type {any} */ (error);
  const facts = { consentUrl, adminConsentHelp, candidates, accounts, status, retryAfter, trace };
  if (error instanceof UsageError) {
    const { details } = error;
    return { code, message: happened(error), ...(details.length > 0 && { details }), remedy };
  }
  return { code, message: inFlags(happened(error)), remedy: inFlags(remedy), ...facts };
}

/**
 * Prints a failure: what happened, the fix, its code. Each link has a separate line.
 *
 * @param {any} error
 * @param {boolean} json
 * @param {(text: string) => string} inFlags the library's words in those of the command line
 */
export function tellFailure(error, json, inFlags) {
  const { code, message, details = [], remedy, ...facts } = errorFields(error, inFlags);
  if (json) {
    const whole = { code, message, ...(details.length > 0 && { details }), remedy, ...facts };
    tell(...JSON.stringify({ error: whole }, undefined, 2).split("\n"));
    return;
  }
  /** @type {Line[]} */
  const lines = [[red("docusign-jwt:"), ` ${message}`], ...details.map((/** @type {string} */ line) => `  ${line}`)];
  if (remedy !== undefined) lines.push(...withLinksApart(remedy));
  const isOfApplication = facts.adminConsentHelp !== undefined && error.userId == null;
  if (isOfApplication) lines.push(`  ${facts.adminConsentHelp}`);
  for (const { userId, name, email, status } of facts.candidates ?? []) {
    lines.push(`  ${userId} ${name ?? ""} <${email}>, ${status}`);
  }
  tell(...lines, [dim(`[${code}]`)]);
}

/**
 * The lines of a text, with a separate line for each link, so that people can click and copy it in a terminal.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function withLinksApart(text) {
  return text
    .split(/\s*(\bhttps?:\/\/[^\s"'<>]+[^\s"'<>.,;:)])(?=[\s.,;:)]|$)[.,;:]?\s*/)
    .map((part, at) => (at % 2 === 1 ? `  ${part}` : part))
    .filter((part) => part !== "");
}
