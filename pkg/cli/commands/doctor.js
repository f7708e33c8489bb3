import { APPLICATION, CLIENT } from "../command.js";
import { actor } from "../client.js";
import { Examination, findingOf } from "../examination.js";
import { exitCodeOf } from "../exit_codes.js";
import { printJson, printLine } from "../output.js";
import { UsageError } from "../usage_error.js";

/** @import { Check, Finding } from "../examination.js" */

/** @type {import("../command.js").Command} */
export const DOCTOR = {
  name: "doctor",
  summary: "find the one thing that is wrong, and how to mend it",
  settings: [...CLIENT, "redirectUri", "accountId"],
  flags: APPLICATION,
  examples: ["npx docusign-jwt doctor", "npx docusign-jwt doctor --json --dotenv production.env"],
  run,
};

/** @param {import("../command.js").Context} context */
async function run({ settings, flags, json, signal }) {
  /** @type {Check[]} */
  const checks = [];
  /** @type {Finding | undefined} */
  let finding;
  try {
    const options = actor(settings, flags);
    const examination = new Examination(settings, options, checks, signal);
    finding = await examination.run();
  } catch (error) {
    if (signal.aborted) throw error;
    finding = findingOf(error);
    checks.push({ check: "settings", status: "failed" });
  }
  if (finding !== undefined && !(finding.error instanceof UsageError)) {
    finding.message = settings.inFlags(finding.message);
    finding.remedy = settings.inFlags(finding.remedy);
  }
  if (json) printJson({ healthy: finding === undefined, ...(finding && { finding }), checks });
  else report(checks, finding);
  return finding === undefined ? 0 : exitCodeOf(finding.error);
}

/**
 * @param {Check[]} checks
 * @param {Finding | undefined} finding
 */
function report(checks, finding) {
  for (const { check, status, ...facts } of checks) {
    printLine(`${status.padEnd(7)}  ${check}`);
    for (const [name, value] of Object.entries(facts)) printLine(`           ${name}: ${text(name, value)}`);
  }
  printLine("");
  if (finding === undefined) return printLine("Nothing is wrong.");
  const { name, message, remedy } = finding;
  printLine(`${name}: ${message}`);
  return printLine(remedy);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {string}
 */
function text(name, value) {
  if (Array.isArray(value)) return value.join("; ");
  if (name === "expiresAt") return new Date(Number(value)).toISOString();
  if (name === "iat" || name === "exp") return `${value} (${new Date(Number(value) * 1000).toISOString()})`;
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([of, one]) => `${of} from ${one}`)
    .join("; ");
}
