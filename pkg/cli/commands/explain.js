import process from "node:process";
import { explainError } from "../../index.js";
import { printJson, printLines, withLinksApart } from "../output.js";
import { standardInput } from "../standard_input.js";
import { bold, dim } from "../terminal.js";
import { UsageError } from "../usage_error.js";

/** @type {import("../command.js").Command} */
export const EXPLAIN = {
  name: "explain",
  argument: "[TEXT]",
  isText: true,
  summary: "explain an error, its usual causes, and the fix for each; reads stdin without TEXT",
  settings: [],
  flags: {},
  examples: ["npx docusign-jwt explain consent_required", "tail -n 50 app.log | npx docusign-jwt explain"],
  run({ argument, json }) {
    const { meaning, code, causes, remedy, trace } = fields(textOf(argument), json);
    if (json) return;
    printLines([bold(`${code}: ${meaning}`)]);
    const list = causes.length > 0 ? causes : [{ cause: "", remedy }];
    for (const [at, { cause, remedy: help }] of list.entries()) {
      const number = list.length > 1 ? `${at + 1}. ` : "";
      const lines = [...(cause === "" ? [] : [`${number}${cause}`]), ...withLinksApart(help).map((line) => `   ${line}`)];
      printLines("", ...lines);
    }
    if (trace !== undefined) printLines("", [dim(`Docusign's support needs this ID: ${trace}`)]);
  },
};

/** @param {string} argument */
function textOf(argument) {
  const text = argument === "" && !process.stdin.isTTY ? String(standardInput()) : argument;
  if (text.trim() !== "") return text;
  throw new UsageError("usage", "There is no text to explain.", "Pass it in quotes, or pipe it: docusign-jwt explain < app.log");
}

/**
 * @param {string} text
 * @param {boolean} json
 */
function fields(text, json) {
  const explanation = explainError(text);
  if (json) printJson(explanation);
  return explanation;
}
