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
 * The variables of a file by their names.
 *
 * @param {string} file
 * @returns {(name: string) => string | undefined} throws for a variable that cannot be read as it is meant
 */
export function readEnvFile(file) {
  const text = decoded(readFileSync(file));
  if (text === undefined) {
    const message = `The file ${quotable(file)} is in no text encoding that is known here.`;
    throw new UsageError("env_file_unreadable", message, "Save it as UTF-8.");
  }
  refuseOtherFormats(file, text);
  const { values, faults } = parse(text.replaceAll(/\r\n?/g, "\n"));
  return (name) => {
    if (faults.has(name)) throw invalid(`${name} in ${quotable(file)} ${faults.get(name)}`);
    return values.get(name);
  };
}

/**
 * @param {string} file
 * @param {string} text
 */
function refuseOtherFormats(file, text) {
  const start = text.trimStart();
  const other = start.startsWith("{") ? "JSON" : start.startsWith("-----") ? "a key" : undefined;
  if (other === undefined) return;
  const message = `The file ${quotable(file)} is ${other}, not a list of variables.`;
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
 * The values, and what is wrong with others, as message and remedy with a line break between them.
 *
 * @param {string} text
 */
function parse(text) {
  /** @type {Map<string, string>} */
  const values = new Map();
  /** @type {Map<string, string>} */
  const faults = new Map();
  let next = 0;
  for (let at = 0; at < text.length; at = next) {
    const line = text.slice(at, endOfLine(text, at));
    next = at + line.length + 1;
    const [start = "", name] = NAME.exec(line) ?? [];
    if (name === undefined) continue;
    values.delete(name);
    faults.delete(name);
    const rest = line.slice(start.length);
    const quote = /^["'`]/.exec(rest)?.[0];
    let value;
    if (quote !== undefined) {
      const begin = at + start.length + 1;
      const end = closing(text, begin, quote);
      const inner = text.slice(begin, end);
      if (end === undefined || OWN_NAME.test(inner)) {
        faults.set(name, `begins with ${quote}, but has no closing ${quote}.\nClose the quote at the end of the value.`);
        continue;
      }
      next = endOfLine(text, end) + 1;
      value = quote === '"' ? inner.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : inner;
    } else {
      value = rest.replace(/#.*/, "").trim();
      const last = endOfKey(text, next);
      const begins = value === "" || KEY_LINE.test(value) || YAML_BLOCK.test(value);
      if (begins && last !== next) {
        next = last;
        faults.set(name, `is a key on several lines without quotes.\n${quoteIt(name)}`);
        continue;
      }
    }
    if (quote !== "'" && SHELL.test(value)) faults.set(name, shellFault(name));
    else values.set(name, value);
  }
  return { values, faults };
}

/** @param {string} name */
function shellFault(name) {
  const file = name === "DOCUSIGN_PRIVATE_KEY" ? ", or the path of the key's file in DOCUSIGN_PRIVATE_KEY_FILE" : "";
  return `is an expression that only a shell replaces.\nWrite the value itself${file}.`;
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
