/** From the command line to an exit code. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { COMMANDS } from "./commands.js";
import { exitCodeOf } from "./exit_codes.js";
import { commandHelp, generalHelp } from "./help.js";
import { isKey, mayBeKey, quotable } from "./misplaced_key.js";
import { endWithReader, printLine, printText, tellFailure } from "./output.js";
import { logRequests } from "./request_log.js";
import { SETTINGS } from "./setting_table.js";
import { Settings } from "./settings.js";
import { suggestion } from "./suggestion.js";
import { UsageError } from "./usage_error.js";

/** @type {NodeJS.Signals[]} */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Whose `--version` is that of `manifest`, the package.json.
 *
 * @param {URL} manifest
 */
export async function main(manifest) {
  const words = process.argv.slice(2);
  endWithReader(words.includes("--json"));
  const interruption = new AbortController();
  /** @type {NodeJS.Signals | undefined} */
  let signalled;
  /** @param {NodeJS.Signals} name */
  const stop = (name) => {
    signalled = name;
    for (const other of SIGNALS) process.off(other, stop);
    interruption.abort(new Error(`${name} came`));
  };
  for (const name of SIGNALS) process.on(name, stop);
  /** @type {{ settings?: Settings }} */
  const begun = {};
  try {
    process.exitCode = (await run(words, { manifest, signal: interruption.signal, begun })) ?? 0;
  } catch (error) {
    if (signalled === undefined) {
      tellFailure(error, words.includes("--json"), (text) => begun.settings?.inFlags(text) ?? text);
      process.exitCode = exitCodeOf(error);
    }
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
  // Show the parent process that the signal ended this program.
  if (signalled !== undefined) process.kill(process.pid, signalled);
}

/**
 * @param {string[]} words
 * @param {{ manifest: URL, signal: AbortSignal, begun: { settings?: Settings } }} context
 */
async function run(words, { manifest, signal, begun }) {
  const [name, ...rest] = words;
  if (name === undefined || name === "--help" || name === "-h") return printText(generalHelp());
  if (name === "--version") return printLine(version(manifest));
  if (name === "help") {
    return printText(rest[0] === undefined ? generalHelp() : commandHelp(commandOf(rest[0])));
  }
  const command = commandOf(name);
  refuseKeys(rest);
  const { values, positionals } = parse(command, rest);
  if (values.help) return printText(commandHelp(command));
  const argument = argumentOf(command, positionals);
  if (values.verbose) logRequests();
  const settings = new Settings(values, process.env);
  begun.settings = settings;
  settings.demand(command.needs?.(values) ?? [], command.alternative);
  return command.run({ settings, flags: values, json: values.json === true, signal, argument });
}

/** @param {string} name */
function commandOf(name) {
  const command = COMMANDS.find((one) => one.name === name || one.aliases?.includes(name));
  if (command !== undefined) return command;
  const names = COMMANDS.flatMap((one) => [one.name, ...(one.aliases ?? [])]);
  const meant = suggestion(name, [...names, "help"]);
  const help = "Run docusign-jwt --help for a list of commands.";
  throw new UsageError("usage", `There is no command ${quotable(name)}.`, meant ? `Did you mean ${meant}? ${help}` : help);
}

/**
 * A key on the command line is neither used nor shown: other users of the machine can read it there.
 *
 * @param {string[]} words
 */
function refuseKeys(words) {
  const at = words.findIndex(isKey);
  const word = words[at];
  if (word === undefined) return;
  const own = /^(--[a-z-]+)=/.exec(word)?.[1];
  const flag = own ?? words[at - 1];
  const place = flag !== undefined && SETTINGS.some((setting) => flag === `--${setting.flag}`) ? flag : "The command line";
  throw new UsageError(
    "key_misplaced",
    `${place} contains what looks like a private key.`,
    "A key belongs in DOCUSIGN_PRIVATE_KEY or in a file: other users of this machine can read command lines.",
  );
}

/**
 * @param {import("./command.js").Command} command
 * @param {string[]} args
 * @returns {{ values: import("./command.js").Flags, positionals: string[] }}
 */
function parse(command, args) {
  /** @type {NonNullable<import("node:util").ParseArgsConfig["options"]>} */
  const options = {
    help: { type: "boolean", short: "h" },
    json: { type: "boolean" },
    verbose: { type: "boolean", short: "v" },
    profile: { type: "string" },
    // Not --env-file: Node 20 takes that for itself, wherever it stands.
    dotenv: { type: "string", multiple: true },
  };
  for (const { flag } of SETTINGS) if (flag !== undefined) options[flag] = { type: "string" };
  for (const [flag, { type, short, multiple }] of Object.entries(command.flags)) {
    options[flag] = { type, ...(short && { short }), ...(multiple && { multiple }) };
  }
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (thrown) {
    const error = /** @type {NodeJS.ErrnoException} */ (thrown);
    if (!String(error?.code).startsWith("ERR_PARSE_ARGS")) throw error;
    const help = `Run docusign-jwt ${command.name} --help for a list of flags.`;
    const unknown = unknownFlag(args, options);
    if (unknown !== undefined) {
      const meant = flagLike(unknown, Object.keys(options));
      throw new UsageError("usage", `${command.name} has no flag --${unknown}.`, `${meant ? `Did you mean ${meant}? ` : ""}${help}`);
    }
    const [what = ""] = error.message.split(". ");
    if (args.every((word) => quotable(word) === word)) throw new UsageError("usage", `${what.replace(/\.$/, "")}.`, help);
    const remedy = `${help} Never write a key on the command line. Put it in DOCUSIGN_PRIVATE_KEY or a file.`;
    throw new UsageError("usage", "A flag or its value is wrong.", remedy);
  }
}

/**
 * The name of the first flag that there is not, if it can be shown.
 *
 * @param {string[]} args
 * @param {object} options
 */
function unknownFlag(args, options) {
  const end = args.indexOf("--");
  const flags = args.slice(0, end === -1 ? args.length : end).map((word) => /^--([^=]+)/.exec(word)?.[1]);
  return flags.find((flag) => flag !== undefined && !Object.hasOwn(options, flag) && quotable(flag) === flag);
}

/**
 * The flag that was probably meant.
 *
 * @param {string} unknown
 * @param {string[]} flags
 */
function flagLike(unknown, flags) {
  const setting = SETTINGS.find(({ aliases }) => aliases?.includes(unknown.toLowerCase()));
  const meant = setting?.flag ?? suggestion(unknown.replaceAll("_", "-"), flags);
  return meant && `--${meant}`;
}

/**
 * The argument of a command; "" where there is none.
 *
 * @param {import("./command.js").Command} command
 * @param {string[]} positionals
 */
function argumentOf({ name, argument, isText }, positionals) {
  const [most, least] = [argument === undefined ? 0 : 1, argument === undefined || argument.startsWith("[") ? 0 : 1];
  const { length } = positionals;
  if (positionals.some(isText ? isKey : mayBeKey)) {
    const remedy = "A key belongs in DOCUSIGN_PRIVATE_KEY or in a file: other users of this machine can read command lines.";
    throw new UsageError("key_misplaced", `An argument of ${name} looks like a private key.`, remedy);
  }
  if (length <= most && length >= least) return positionals[0] ?? "";
  const takes = argument === undefined ? "no argument" : `one argument, ${argument}`;
  throw new UsageError("usage", `${name} takes ${takes}.`, `Run docusign-jwt ${name} --help for examples.`);
}

/** @param {URL} manifest */
function version(manifest) {
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
