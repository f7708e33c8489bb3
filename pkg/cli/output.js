/** Results go to stdout, everything for people to stderr. Nothing here knows a key. */
import process from "node:process";
import { DocusignError } from "../index.js";
import { UsageError } from "./usage_error.js";

/** A reader that has gone, such as `head`, is no failure. */
export function endWithReader() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}

export function printLine(text) {
  process.stdout.write(`${text}\n`);
}

export function printJson(value) {
  printLine(JSON.stringify(value, undefined, 2));
}

/** Lines of `name: value`; what is absent is left out. */
export function printFields(fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) printLine(`${name}: ${value}`);
  }
}

export function tell(text) {
  process.stderr.write(`${text}\n`);
}

/** What happened, without what to do. */
export function happened(error) {
  const { message, remedy } = error;
  return remedy && message.endsWith(` ${remedy}`) ? message.slice(0, -remedy.length - 1) : message;
}

/** An error as the facts that a program may want. */
export function errorFields(error) {
  const known = error instanceof DocusignError || error instanceof UsageError;
  if (!known) return { code: "unforeseen", message: String(error?.message ?? error) };
  const { code, remedy, consentUrl, adminConsentHelp, candidates, accounts, status, retryAfter, trace } = error;
  const facts = { consentUrl, adminConsentHelp, candidates, accounts, status, retryAfter, trace };
  return { code, message: happened(error), remedy, ...facts };
}

/** Tells a failure: what happened, what to do, its code. */
export function tellFailure(error, json) {
  const { code, message, remedy, ...facts } = errorFields(error);
  if (json) {
    tell(JSON.stringify({ error: { code, message, remedy, ...facts } }, undefined, 2));
    return;
  }
  tell(`docusign-jwt: ${message}`);
  if (remedy !== undefined) tell(remedy);
  for (const { userId, name, email, status } of facts.candidates ?? []) {
    tell(`  ${userId} ${name ?? ""} <${email}>, ${status}`);
  }
  tell(`[${code}]`);
}
