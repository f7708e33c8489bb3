// Times in words, relative to a moment.

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const words = new Intl.RelativeTimeFormat("en");

/**
 * In whole units, rounded up within a twentieth: a signature takes time. "in 10 minutes", "5 minutes ago"; both times
 * in seconds since the epoch.
 */
export function relative(seconds, now) {
  const distance = Math.round(seconds - now);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(distance) >= size * 2) ?? UNITS.at(-1);
  return words.format(Math.trunc(distance / size + Math.sign(distance) * 0.05), unit);
}

/** "2026-11-24 12:00:00 UTC", or undefined for what is no time. */
export function absolute(seconds) {
  const date = new Date(seconds * 1000);
  if (!Number.isFinite(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
