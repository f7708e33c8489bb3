// Times, and what they may be at most.

/** How long one call takes, in nanoseconds. */
export async function clock(at, call) {
  const begun = process.hrtime.bigint();
  await call(at);
  return Number(process.hrtime.bigint() - begun);
}

export function median(numbers) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[sorted.length >> 1];
}

/** The least, the quartiles and the median. */
export function spread(numbers) {
  const sorted = Float64Array.from(numbers).sort();
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  return { least: sorted[0], lower: at(0.25), median: sorted[sorted.length >> 1], upper: at(0.75) };
}

export const count = (number) => number.toLocaleString("en");

/** Says that something takes a while. */
export const once = (what) => console.log(`  … ${what} takes about half a minute`);

/** Prints a figure with its limit; a figure above it makes the benchmark fail. */
export function verdict(what, figure, unit, most) {
  const good = figure <= most;
  if (!good) process.exitCode = 1;
  const shown = figure >= 100 ? figure.toFixed(0) : figure.toFixed(2);
  console.log(`${good ? "✓" : "✗"} ${what}: ${shown} ${unit} (at most ${most})`);
}
