/** Times and durations, each in one format. */

/**
 * A point in time in UTC, to the second: `2026-01-31T12:00:00Z`.
 *
 * @param {number} milliseconds since the epoch
 */
export function timeText(milliseconds) {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? "(not a time)" : `${date.toISOString().slice(0, 19)}Z`;
}

/**
 * A duration in its two largest units: `250 ms`, `4.2 s`, `9 min 30 s`, `2 h 5 min`.
 *
 * @param {number} milliseconds
 */
export function durationText(milliseconds) {
  const size = Math.abs(milliseconds);
  const sign = milliseconds < 0 ? "-" : "";
  if (size < 1000) return `${sign}${Math.round(size)} ms`;
  if (size < 60_000) return `${sign}${(size / 1000).toFixed(1)} s`;
  const seconds = Math.round(size / 1000);
  const [large, small, units] =
    seconds < 3600 ? [seconds / 60, seconds % 60, ["min", "s"]] : [seconds / 3600, (seconds / 60) % 60, ["h", "min"]];
  const rest = Math.floor(small);
  return `${sign}${Math.floor(large)} ${units[0]}${rest > 0 ? ` ${rest} ${units[1]}` : ""}`;
}
