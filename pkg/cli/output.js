/** Results go to stdout, everything for people to stderr. Nothing here knows a key. */
import process from "node:process";
import { DocusignError } from "../index.js";
import { UsageError } from "./usage_error.js";

/** What ends a line, moves the cursor, changes colors or turns the direction of writing. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/gu;

/** A reader that has gone, such as `head`, is no failure. */
export function endWithReader() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}

/**
 * Every line that is printed goes through here. A name from a server must not look like a second line or like an
 * instruction to the terminal, so its control characters become escapes as in JSON.
 *
 * @param {NodeJS.WriteStream} stream
 * @param {string[]} lines
 */
function write(stream, lines) {
  const visible = (/** @type {string} */ character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  stream.write(lines.map((line) => `${line.replace(CONTROLS, visible)}\n`).join(""));
}

/**
 * Prints one line, whatever is in the text.
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
  if (error instanceof UsageError) return { code, message: happened(error), remedy };
  return { code, message: inFlags(happened(error)), remedy: inFlags(remedy), ...facts };
}

/**
 * Tells a failure: what happened, what to do, its code.
 *
 * @param {any} error
 * @param {boolean} json
 * @param {(text: string) => string} inFlags the library's words in those of the command line
 */
export function tellFailure(error, json, inFlags) {
  const { code, message, remedy, ...facts } = errorFields(error, inFlags);
  if (json) {
    write(process.stderr, JSON.stringify({ error: { code, message, remedy, ...facts } }, undefined, 2).split("\n"));
    return;
  }
  const lines = [`docusign-jwt: ${message}`];
  if (remedy !== undefined) lines.push(remedy);
  const isOfApplication = facts.adminConsentHelp !== undefined && error.userId == null;
  if (isOfApplication) lines.push(`  ${facts.adminConsentHelp}`);
  for (const { userId, name, email, status } of facts.candidates ?? []) {
    lines.push(`  ${userId} ${name ?? ""} <${email}>, ${status}`);
  }
  write(process.stderr, [...lines, `[${code}]`]);
}
