/**
 * Handles an unexpected promise of a caller's function: its failure must not end the process.
 *
 * @param {unknown} outcome
 */
export function ignore(outcome) {
  if (outcome === null || (typeof outcome !== "object" && typeof outcome !== "function")) return;
  new Promise((resolve) => resolve(outcome)).catch(() => {});
}
