/** What a diagnosis finds: the core's finding, or an error before the core was asked. */
import { DocusignError } from "../index.js";
import { failure } from "../internal.js";
import { happened } from "./output.js";
import { UsageError } from "./usage_error.js";

/** @import { ErrorCode } from "../index.js" */

/**
 * What the diagnosis found; `error` has the class that decides the exit code.
 *
 * @typedef {{ name: string, code?: string, message: string, details?: string[], remedy: string, error?: unknown }} Finding
 */

/**
 * The core's finding, with its name in `finding`.
 *
 * @typedef {{ finding: string, code: ErrorCode, message: string, remedy: string }} CoreFinding
 */

/**
 * The core's finding; `error`, which is not printed, has the class that decides the exit code.
 *
 * @param {CoreFinding} next
 * @returns {Finding}
 */
export function namedFinding({ finding: name, ...fields }) {
  return withError({ name, ...fields }, failure(fields.code, fields.message));
}

/** @param {unknown} error */
export function findingOf(error) {
  if (!(error instanceof DocusignError || error instanceof UsageError)) throw error;
  const { code, remedy } = error;
  const details = error instanceof UsageError && error.details.length > 0 ? { details: error.details } : {};
  return withError({ name: code, code, message: happened(error), ...details, remedy }, error);
}

/**
 * @param {Finding} finding
 * @param {unknown} error
 * @returns {Finding}
 */
function withError(finding, error) {
  return Object.defineProperty(finding, "error", { value: error });
}
