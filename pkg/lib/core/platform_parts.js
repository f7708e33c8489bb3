/** Checks for required platform APIs. A call reports what is missing; an import never fails. */
import { unavailable } from "./unavailable.js";

/**
 * The globals that this runtime lacks. The check does not read them: Node loads some lazily, which may fail.
 *
 * @param {string[]} names
 */
export const lacking = (names) => names.filter((name) => !(name in globalThis));

/**
 * Throws if one of these globals is missing.
 *
 * @param {...string} names
 */
export function needs(...names) {
  const missing = lacking(names);
  if (missing.length === 0) return;
  const remedy =
    'In Jest, use testEnvironment "node" or begin the file with @jest-environment node. Elsewhere, set them on globalThis before the first call.';
  throw unavailable(`This runtime lacks ${missing.join(", ")}.`, remedy);
}

/** Throws if the runtime has no source of random bytes. */
export function needsRandom() {
  if (typeof globalThis.crypto?.getRandomValues === "function") return;
  throw unavailable("This runtime has no crypto.", "Set globalThis.crypto to webcrypto from node:crypto before the first call.");
}
