/** "Did you mean": the known word that a mistyped one stands for. */

/**
 * The word that was meant, if one is near enough and no other is as near.
 *
 * @param {string} given
 * @param {string[]} known
 * @returns {string | undefined}
 */
export function suggestion(given, known) {
  const word = given.toLowerCase();
  const begun = known.filter((one) => word.length >= 3 && one.toLowerCase().startsWith(word));
  if (begun.length === 1) return begun[0];
  const near = known
    .map((one) => ({ one, distance: distanceOf(word, one.toLowerCase()) }))
    .filter(({ one, distance }) => distance <= Math.max(1, Math.floor(Math.min(word.length, one.length) / 3)))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first !== undefined && first.distance !== second?.distance ? first.one : undefined;
}

/**
 * How many letters have to be added, left out, changed, or exchanged with their neighbor (optimal string alignment).
 *
 * @param {string} from
 * @param {string} to
 */
function distanceOf(from, to) {
  // Longer words are no typing errors, and the table below grows with their product.
  if (from.length > 60 || to.length > 60) return Number.POSITIVE_INFINITY;
  /** @type {number[][]} */
  const table = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  const at = (/** @type {number} */ row, /** @type {number} */ column) => table[row]?.[column] ?? 0;
  for (let row = 1; row <= from.length; row += 1) {
    /** @type {number[]} */
    const line = [row];
    table.push(line);
    for (let column = 1; column <= to.length; column += 1) {
      const cost = from[row - 1] === to[column - 1] ? 0 : 1;
      const least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + cost);
      const exchanged = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(exchanged ? Math.min(least, at(row - 2, column - 2) + 1) : least);
    }
  }
  return at(from.length, to.length);
}
