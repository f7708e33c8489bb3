/**
 * What a caller's function returns although nobody asked: a promise of it may fail, and must not end the process.
 *
 * @param {unknown} outcome
 */
export function ignore(outcome) {
  if (outcome === null || (typeof outcome !== "object" && typeof outcome !== "function")) return;
  new Promise((resolve) => resolve(outcome)).catch(() => {});
}
