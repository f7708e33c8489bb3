/** Reads files of variables as dotenv does, and names what no program would read as it is meant. */
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { quotable } from "./misplaced_key.js";
import { UsageError } from "./usage_error.js";

const NAME = /^[\t ]*(?:export[\t ]+)?([A-Za-z_][\w.-]*)[\t ]*(?:=|:(?=[\t ]|$))[\t ]*/;
const OWN_NAME = /^[\t ]*(?:export[\t ]+)?DOCUSIGN_\w+[\t ]*[=:]/m;
const KEY_LINE = /^[\t ]*(?:-----(?:BEGIN|END) .*|[A-Za-z0-9+/]{16,}={0,2}\\?)[\t ]*$/;
/** `$(cat key.pem)`, `${OTHER}`, `$OTHER`, `<<EOF`. */
const SHELL = /^(?:\$[({A-Za-z_]|<<)/;
const YAML_BLOCK = /^[|>][+-]?\d?$/;

/**
 * An assignment in a file: its value, or what is wrong with it as message and remedy with a line break between them, and
 * where it stands in the text.
 *
 * @typedef {{ value: string, fault?: undefined, start: number, end: number }
 *   | { value?: undefined, fault: string, lines?: string, start: number, end: number }} Assignment
 */

/**
 * The variables of a file by their names.
 *
 * @param {string} file
 * @returns {((name: string) => string | undefined) & { names: string[] }} throws for a variable that cannot be read as it is meant
 */
export function readEnvFile(file) {
  const text = decoded(readFileSync(file));
  if (text === undefined) {
    const message = `The file ${quotable(file)} has an unknown text encoding.`;
    throw new UsageError("env_file_unreadable", message, "Save it as UTF-8.");
  }
  refuseOtherFormats(file, text);
  const assignments = assignmentsIn(text.replaceAll(/\r\n?/g, "\n"));
  const valueIn = (/** @type {string} */ name) => {
    const assignment = assignments.get(name);
    if (assignment?.fault === undefined) return assignment?.value;
    const error = invalid(`${name} in ${quotable(file)} ${assignment.fault}`);
    if (assignment.lines !== undefined) error.unquoted = { file, variable: name, lines: assignment.lines };
    throw error;
  };
  return Object.assign(valueIn, { names: [...assignments.keys()] });
}

/**
 * @param {string} file
 * @param {string} text
 */
function refuseOtherFormats(file, text) {
  const start = text.trimStart();
  const other = start.startsWith("{") ? "JSON" : start.startsWith("-----") ? "a key" : undefined;
  if (other === undefined) return;
  const message = `The file ${quotable(file)} contains ${other}, not a list of variables.`;
  const remedy = other === "JSON" ? "Write one NAME=value on each line." : "Pass a file with a key by --key-file.";
  throw new UsageError("env_file_invalid", message, remedy);
}

/** @param {string} problem */
function invalid(problem) {
  const [message = "", remedy = ""] = problem.split("\n");
  return new UsageError("env_file_invalid", message, remedy);
}

/** @param {string} name */
const quoteIt = (name) =>
  `Write ${name}="…", with a double quote before the first line and one after the last. ` +
  "Without quotes, programs read only the first line.";

/**
 * The assignments of a text, whose lines end with \n. The last one of a name counts.
 *
 * @param {string} text
 */
export function assignmentsIn(text) {
  /** @type {Map<string, Assignment>} */
  const found = new Map();
  let next = 0;
  for (let at = 0; at < text.length; at = next) {
    const line = text.slice(at, endOfLine(text, at));
    next = at + line.length + 1;
    const [begin = "", name] = NAME.exec(line) ?? [];
    if (name === undefined) continue;
    const assignment = assignmentAt(text, at, begin.length, line, name);
    next = assignment.end;
    found.set(name, assignment);
  }
  return found;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} begun how many characters come before the value
 * @param {string} line
 * @param {string} name
 * @returns {Assignment}
 */
function assignmentAt(text, start, begun, line, name) {
  const rest = line.slice(begun);
  let end = start + line.length + 1;
  const quote = /^["'`]/.exec(rest)?.[0];
  let value;
  if (quote !== undefined) {
    const begin = start + begun + 1;
    const close = closing(text, begin, quote);
    const inner = text.slice(begin, close);
    if (close === undefined || OWN_NAME.test(inner)) {
      return { fault: `starts with ${quote} but has no closing ${quote}.\nClose the quote at the end of the value.`, start, end };
    }
    end = endOfLine(text, close) + 1;
    value = quote === '"' ? inner.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : inner;
  } else {
    value = rest.replace(/#.*/, "").trim();
    const last = endOfKey(text, end);
    const begins = value === "" || KEY_LINE.test(value) || YAML_BLOCK.test(value);
    if (begins && last !== end) {
      const lines = text.slice(start + begun, last);
      return { fault: `is a key on several lines without quotes.\n${quoteIt(name)}`, lines, start, end: last };
    }
  }
  if (quote !== "'" && SHELL.test(value)) return { fault: shellFault(name), start, end };
  return { value, start, end };
}

/** @param {string} name */
function shellFault(name) {
  const file = name === "DOCUSIGN_PRIVATE_KEY" ? ", or the path of the key's file in DOCUSIGN_PRIVATE_KEY_FILE" : "";
  return `contains a shell expression, which is not replaced in this file.\nWrite the value itself${file}.`;
}

/**
 * @param {string} text
 * @param {number} at
 */
function endOfLine(text, at) {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

/**
 * Where a quote closes; one behind a backslash does not.
 *
 * @param {string} text
 * @param {number} from
 * @param {string} quote
 */
function closing(text, from, quote) {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (quote !== '"' || text[at - 1] !== "\\") return at;
  }
  return undefined;
}

/**
 * The first line from here on that is none of a key.
 *
 * @param {string} text
 * @param {number} at
 */
function endOfKey(text, at) {
  let end = at;
  while (end < text.length) {
    const lineEnd = endOfLine(text, end);
    if (!KEY_LINE.test(text.slice(end, lineEnd))) break;
    end = lineEnd + 1;
  }
  return end;
}

/**
 * The text of bytes in UTF-8, in UTF-16 as PowerShell writes it, or in Windows-1252.
 *
 * @param {Uint8Array} bytes
 */
function decoded(bytes) {
  const [first, second, third, fourth] = bytes;
  const isUtf32 = (first === 0xff && second === 0xfe && third === 0 && fourth === 0) || (first === 0 && second === 0);
  if (isUtf32) return undefined;
  const [even, odd] = zeros(bytes);
  if ((first === 0xff && second === 0xfe) || odd > 8 * even) return utf16(bytes);
  if ((first === 0xfe && second === 0xff) || even > 8 * odd) return utf16(swapped(bytes));
  if (even > 0) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** @param {Uint8Array} bytes */
const utf16 = (bytes) => new TextDecoder("utf-16le").decode(bytes);

/** @param {Uint8Array} bytes */
function swapped(bytes) {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/**
 * How many zero bytes stand at even places, and how many at odd ones: Latin text in UTF-16 has one of both.
 *
 * @param {Uint8Array} bytes
 * @returns {[number, number]}
 */
function zeros(bytes) {
  let even = 0;
  let odd = 0;
  bytes.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  return [even, odd];
}
