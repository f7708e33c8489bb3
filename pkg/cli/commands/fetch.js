import { createReadStream, createWriteStream, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import process from "node:process";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { explainError } from "../../index.js";
import { failure } from "../../internal.js";
import { withClient } from "../client.js";
import { ACT_AS_APPLICATION, APPLICATION, CLIENT, needsOfActor } from "../command.js";
import { EXIT_REFUSED } from "../exit_codes.js";
import { reasonOf } from "../file_error.js";
import { isKey, quotable } from "../misplaced_key.js";
import { printLines, tell, visible, withLinksApart } from "../output.js";
import { eraseSpinner } from "../spinner.js";
import { UsageError } from "../usage_error.js";

/** A file up to this size is read at once, so that it can be sent again with a fresh token. */
const REPLAYABLE = 1024 * 1024;
/** So much of a refusal is read to explain it. */
const EXPLAINED = 64 * 1024;
const TEXT = /^(?:text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|x-www-form-urlencoded))/;
/** What a text may not do to a terminal. Line breaks and tabs are fine. */
const CONTROLS = /(?![\t\r\n])[\p{Cc}\p{Bidi_Control}]/gu;

/** @type {import("../command.js").Command} */
export const FETCH = {
  name: "fetch",
  argument: "PATH",
  isText: true,
  summary: "call a Docusign API with an access token, and print the response",
  settings: [...CLIENT, "accountId", "timeout"],
  needs: needsOfActor,
  alternative: ACT_AS_APPLICATION,
  flags: {
    ...APPLICATION,
    request: { type: "string", short: "X", value: "METHOD", what: "the HTTP method; default: GET, or POST with --data" },
    header: { type: "string", short: "H", value: "'NAME: VALUE'", multiple: true, what: "a header (repeatable)" },
    data: {
      type: "string",
      short: "d",
      value: "TEXT|@FILE",
      what: "the request body, unchanged; @- reads standard input; default type: application/json",
    },
    output: { type: "string", short: "o", value: "FILE", what: "write the body to this file, if the request succeeds" },
    include: { type: "boolean", short: "i", what: "print status and headers before the body" },
  },
  examples: [
    "npx docusign-jwt fetch '/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01'",
    "npx docusign-jwt fetch /restapi/v2.1/accounts/{accountId}/envelopes -d @envelope.json",
    "npx docusign-jwt fetch /restapi/v2.1/accounts/{accountId}/envelopes/ID/documents/combined -o signed.pdf",
  ],
  async run({ settings, flags, signal, argument }) {
    const { data, output, include } = flags;
    const headers = headersOf(flags.header ?? []);
    const body = data === undefined ? undefined : bodyOf(data);
    if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
    const method = flags.request ?? (body === undefined ? "GET" : "POST");
    const response = await withClient(settings, flags, (auth) => auth.fetch(argument, { method, headers, body, signal }));
    if (include) printHead(response);
    const file = response.ok && output !== "-" ? output : undefined;
    const refusal = await whole(received(response, file, signal), signal);
    return response.ok ? 0 : tellRefusal(response, refusal);
  },
};

/** @param {string[]} lines */
function headersOf(lines) {
  const headers = new Headers();
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError("usage", "Invalid --header.", "Write it as NAME: VALUE, for example -H 'Accept: application/pdf'.");
    }
    if (name.toLowerCase() === "authorization") {
      throw new UsageError("usage", "--header names Authorization.", "Leave it out: the command sends the access token in this header.");
    }
    headers.append(name, value);
  }
  return headers;
}

/** @param {string} data */
function bodyOf(data) {
  if (!data.startsWith("@")) return data;
  const path = data.slice(1);
  try {
    if (path === "-") return Readable.toWeb(process.stdin);
    const { size } = statSync(path);
    return size <= REPLAYABLE ? new Uint8Array(readFileSync(path)) : Readable.toWeb(createReadStream(path));
  } catch (error) {
    throw new UsageError(
      "usage",
      `The file ${isKey(path) ? "" : quotable(path)} of --data cannot be read: ${reasonOf(error)}.`,
      "Check its path and permissions.",
    );
  }
}

/** @param {Response} response */
function printHead({ status, statusText, headers }) {
  printLines(`HTTP ${status} ${statusText}`.trim(), ...[...headers].map(([name, value]) => `${name}: ${value}`), "");
}

/**
 * Passes the body on as it comes, and returns the beginning of a refusal.
 *
 * @param {Response} response
 * @param {string | undefined} file
 * @param {AbortSignal} signal
 */
async function received({ body, headers, ok }, file, signal) {
  if (body === null) return "";
  const type = headers.get("content-type") ?? "";
  const source = Readable.fromWeb(/** @type {import("node:stream/web").ReadableStream} */ (body));
  if (file !== undefined) {
    await saved(source, file, signal);
    return "";
  }
  const { stdout } = process;
  if (stdout.isTTY && !TEXT.test(type)) {
    source.destroy();
    throw new UsageError(
      "usage",
      `The body is ${type === "" ? "of no known type" : `of type ${type}`}, which a terminal cannot show.`,
      "Pass -o FILE to save it.",
    );
  }
  eraseSpinner();
  let begin = "";
  let last = "\n";
  const decoder = new TextDecoder();
  const passed = new Transform({
    transform(chunk, _, done) {
      const text = ok && !stdout.isTTY ? "" : decoder.decode(chunk, { stream: true });
      if (!ok && begin.length < EXPLAINED) begin += text;
      if (text !== "") last = text.slice(-1);
      done(null, stdout.isTTY ? visible(text, CONTROLS) : chunk);
    },
  });
  await pipeline(source, passed, stdout, { signal, end: false });
  if (stdout.isTTY && last !== "\n") printLines("");
  return begin;
}

/**
 * Names a connection that ends before the body does.
 *
 * @template T
 * @param {Promise<T>} reading
 * @param {AbortSignal} signal
 */
async function whole(reading, signal) {
  try {
    return await reading;
  } catch (error) {
    if (signal.aborted || error instanceof UsageError) throw error;
    throw failure("network_failed", "The connection ended before the body was complete.", error);
  }
}

/**
 * Writes a body to a file, which has its name when the body is whole.
 *
 * @param {Readable} source
 * @param {string} file
 * @param {AbortSignal} signal
 */
async function saved(source, file, signal) {
  const part = `${file}.${process.pid}.part`;
  try {
    await pipeline(source, createWriteStream(part, { flags: "wx" }), { signal });
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    const { syscall } = /** @type {NodeJS.ErrnoException} */ (error);
    if (syscall === undefined) throw error;
    throw new UsageError(
      "file_unwritable",
      `The file ${quotable(file)} cannot be written: ${reasonOf(error)}.`,
      "Check its path and permissions.",
    );
  }
}

/**
 * Tells what a refusal means.
 *
 * @param {Response} response
 * @param {string} body
 */
function tellRefusal({ status, statusText }, body) {
  const responded = `docusign-jwt: Docusign responded with ${status} ${statusText}`.trim();
  try {
    const { code, meaning, remedy } = explainError({ status, body });
    tell(`${responded}: ${meaning}`, ...withLinksApart(remedy), `[${code}]`);
  } catch {
    tell(`${responded}.`);
  }
  return EXIT_REFUSED;
}
