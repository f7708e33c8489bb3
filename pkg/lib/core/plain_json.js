/**
 * Options as JSON. What JSON has no word for must not turn into "not given".
 *
 * @param {unknown} options
 * @returns {string}
 */
export function plainJson(options) {
  const json = JSON.stringify(options, (_, value) => {
    const odd = typeof value === "number" && !Number.isFinite(value);
    return odd || typeof value === "function" || typeof value === "symbol" ? String(value) : value;
  });
  // A toJSON may return undefined, and the core needs text.
  return json ?? "null";
}
