/** Parts of the platform that a call cannot do without: what is missing is an error of that call, and not of an import. */
import { unavailable } from "./unavailable.js";

/**
 * Those of these globals that this runtime lacks. It reads none: one that Node loads lazily could fail for want of another.
 *
 * @param {string[]} names
 */
export const lacking = (names) => names.filter((name) => !(name in globalThis));

/** @param {...string} names of globals */
export function needs(...names) {
  const missing = lacking(names);
  if (missing.length === 0) return;
  const remedy =
    'In Jest, use testEnvironment "node" or begin the file with @jest-environment node. Elsewhere, set them on globalThis before the first call.';
  throw unavailable(`This runtime lacks ${missing.join(", ")}.`, remedy);
}

/** Fails where there is no source of random bytes. */
export function needsRandom() {
  if (typeof globalThis.crypto?.getRandomValues === "function") return;
  throw unavailable("This runtime has no crypto.", "Set globalThis.crypto to webcrypto from node:crypto before the first call.");
}
