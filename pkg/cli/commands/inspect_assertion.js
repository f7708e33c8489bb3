import { readFileSync } from "node:fs";
import process from "node:process";
import { inspectAssertion } from "../../index.js";
import { reasonOf } from "../file_error.js";
import { quotable } from "../misplaced_key.js";
import { printFields, printJson, printLines } from "../output.js";
import { standardInput } from "../standard_input.js";
import { bold, lead } from "../terminal.js";
import { timeText } from "../time.js";
import { UsageError } from "../usage_error.js";

const TIMES = ["iat", "exp", "nbf"];

/** @type {import("../command.js").Command} */
export const INSPECT_ASSERTION = {
  name: "inspect-assertion",
  argument: "[FILE]",
  isText: true,
  summary: "show the claims of an assertion, and what Docusign would refuse; reads stdin without FILE",
  settings: ["environment", "authServer"],
  flags: {},
  examples: [
    "npx docusign-jwt assertion | npx docusign-jwt inspect-assertion",
    "npx docusign-jwt inspect-assertion request.txt --environment demo",
  ],
  run({ settings, argument, json }) {
    const isSet = settings.has("environment");
    const environment = isSet ? settings.environment() : undefined;
    const { header, claims, warnings } = inspectAssertion(read(argument).trim(), { environment });
    if (json) return printJson({ header, claims, warnings });
    printFields(worded(header));
    printFields(worded(claims));
    const { stdout } = process;
    printLines("");
    if (warnings.length === 0)
      return printLines([...lead("ok", stdout), bold("The claims are correct."), " The signature was not checked."]);
    return printLines(...warnings.map(({ field, message }) => [...lead("warning", stdout), bold(field), `: ${message}`]));
  },
};

/** @param {string} path */
function read(path) {
  if (/^eyJ/.test(path)) {
    const remedy = "Pipe it, or pass a file name: other users of this machine can read command lines.";
    throw new UsageError("usage", "The command line contains the assertion itself.", remedy);
  }
  if (path === "" && process.stdin.isTTY)
    throw new UsageError("usage", "No assertion was given.", "Pipe it, or pass the name of a file that contains it.");
  try {
    return String(path === "" || path === "-" ? standardInput() : readFileSync(path));
  } catch (error) {
    throw new UsageError(
      "usage",
      `${path === "" ? "Standard input" : `The file ${quotable(path)}`} cannot be read: ${reasonOf(error)}.`,
      "Check its path and permissions.",
    );
  }
}

/** @param {{ [name: string]: unknown }} values */
function worded(values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (TIMES.includes(name) && typeof value === "number") return [name, timeText(value * 1000)];
      return [name, typeof value === "string" ? value : JSON.stringify(value)];
    }),
  );
}
