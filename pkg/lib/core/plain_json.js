/**
 * Options as JSON. A value that JSON cannot represent must not become "not given".
 *
 * @param {unknown} options
 * @returns {string}
 */
export function plainJson(options) {
  const json = JSON.stringify(options, (_, value) => {
    const odd = typeof value === "number" && !Number.isFinite(value);
    return odd || typeof value === "function" || typeof value === "symbol" ? String(value) : value;
  });
  // A toJSON may return undefined, but the core needs text.
  return json ?? "null";
}
