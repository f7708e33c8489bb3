import process from "node:process";
import { ACT_AS_APPLICATION, APPLICATION, CLIENT, needsOfActor } from "../command.js";
import { actor } from "../client.js";
import { correct, correctionOf } from "../correction.js";
import { Examination } from "../examination.js";
import { exitCodeOf } from "../exit_codes.js";
import { findingOf } from "../finding.js";
import { printJson, printLines, withLinksApart } from "../output.js";
import { whileWaiting } from "../spinner.js";
import { bold, dim, hasMarks, lead } from "../terminal.js";
import { durationText, timeText } from "../time.js";
import { UsageError } from "../usage_error.js";

/** @import { Context } from "../command.js" */
/** @import { Check } from "../examination.js" */
/** @import { Finding } from "../finding.js" */
/** @import { Line } from "../output.js" */
/** @import { Settings } from "../settings.js" */

/** @type {import("../command.js").Command} */
export const DOCTOR = {
  name: "doctor",
  summary: "find what is wrong with the setup, and how to fix it",
  settings: [...CLIENT, "redirectUri", "accountId"],
  flags: { ...APPLICATION, fix: { type: "boolean", what: "write certain corrections into the settings files" } },
  examples: ["npx docusign-jwt doctor", "npx docusign-jwt doctor --fix", "npx docusign-jwt doctor --json --profile production"],
  async run(context) {
    const outcome = await diagnosed(context);
    printOutcome(outcome, context);
    return exitCodeOfOutcome(outcome);
  },
};

/**
 * What was checked, what is wrong, what was corrected, and why something was not.
 *
 * @typedef {{ checks: Check[], finding: Finding | undefined, fixed: string[], unfixed?: string | undefined }} Outcome
 */

/**
 * @param {Outcome} outcome
 * @param {Context} context
 */
export function printOutcome(outcome, { json, flags }) {
  const { checks, finding, fixed } = outcome;
  if (json) printJson({ healthy: finding === undefined, ...(finding && { finding }), ...(flags.fix && { fixed }), checks });
  else printLines(...report(outcome));
}

/** @param {Outcome} outcome */
export const exitCodeOfOutcome = ({ finding }) => (finding === undefined ? 0 : exitCodeOf(finding.error));

/**
 * Examines a set-up. With --fix, it corrects what is certain and examines again.
 *
 * @param {Context} context
 * @param {string[]} [corrected] variables that are already corrected
 * @returns {Promise<Outcome>}
 */
export async function diagnosed({ settings, flags, signal, ...rest }, corrected = []) {
  const outcome = await examined({ settings, flags, signal, ...rest });
  const correction = flags.fix && outcome.finding ? correctionOf(outcome.finding, settings) : undefined;
  if (correction === undefined || typeof correction === "string" || corrected.includes(correction.variable)) {
    const why = typeof correction === "string" ? correction : "--fix cannot correct this with certainty.";
    const unfixed = flags.fix && outcome.finding ? why : undefined;
    return { ...outcome, fixed: [], unfixed };
  }
  correct(correction);
  const after = await diagnosed({ settings: settings.reread(), flags, signal, ...rest }, [...corrected, correction.variable]);
  return { ...after, fixed: [correction.what, ...after.fixed] };
}

/**
 * @param {Context} context
 * @returns {Promise<{ checks: Check[], finding: Finding | undefined }>}
 */
async function examined({ settings, flags, signal }) {
  /** @type {Check[]} */
  const checks = [];
  /** @type {Finding | undefined} */
  let finding;
  try {
    settings.demand(needsOfActor(flags), ACT_AS_APPLICATION);
    const examination = new Examination(settings, actor(settings, flags), checks, signal);
    finding = await whileWaiting("Checking the setup", () => examination.run());
  } catch (error) {
    if (signal.aborted) throw error;
    finding = findingOf(error);
    checks.push({ check: "settings", status: "failed" });
  }
  if (finding !== undefined && !(finding.error instanceof UsageError)) {
    finding.message = settings.inFlags(finding.message);
    finding.remedy = settings.inFlags(finding.remedy);
  }
  return { checks, finding };
}

/**
 * The finding first, then what to do, then what was checked.
 *
 * @param {Outcome} outcome
 * @returns {Line[]}
 */
function report({ checks, finding, fixed, unfixed }) {
  const { stdout } = process;
  const sign = (/** @type {string} */ status) => lead(status, stdout);
  /** @type {Line[]} */
  const lines = fixed.map((what) => [...sign("ok"), `Fixed: ${what}`]);
  if (finding === undefined) lines.push([...sign("ok"), bold("Nothing is wrong.")]);
  else {
    const { name, message, details = [], remedy } = finding;
    lines.push([...sign("failed"), bold(`${name}: ${message}`)], ...details.map((line) => `  ${line}`));
    lines.push(...withLinksApart(remedy));
    if (unfixed !== undefined) lines.push(unfixed);
  }
  lines.push("");
  for (const { check, status, ...facts } of checks) {
    lines.push(hasMarks(stdout) ? [...sign(status), check] : `${status.padEnd(7)}  ${check}`);
    for (const [name, value] of Object.entries(facts)) lines.push(...fact(name, value));
  }
  return lines;
}

/**
 * A fact in a line, or in one for each of its members.
 *
 * @param {string} name
 * @param {unknown} value
 * @returns {Line[]}
 */
function fact(name, value) {
  if (name === "serverIsAheadMs") return fact("serverIsAhead", durationText(Number(value)));
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return Object.entries(value).map(([member, one]) => [dim(`           ${member}: `), `from ${one}`]);
  }
  return [[dim(`           ${name}: `), text(name, value)]];
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {string}
 */
function text(name, value) {
  if (Array.isArray(value)) return value.join("; ");
  if (name === "expiresAt") return timeText(Number(value));
  if (name === "iat" || name === "exp") return timeText(Number(value) * 1000);
  return String(value);
}
