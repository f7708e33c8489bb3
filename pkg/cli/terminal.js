/** What a terminal can show: colors and marks. A style is data; `output.js` decides whether it becomes an escape code. */
import process from "node:process";

/** @typedef {"bold" | "dim" | "red" | "green" | "yellow" | "cyan"} Style */
/** @typedef {{ style: Style, text: string }} Styled */

/** @type {{ [style in Style]: [number, number] }} */
const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] };

/** Marks of a terminal, and the words that stand for them elsewhere. */
const MARKS = { ok: "✓", failed: "✗", warning: "!", unknown: "?" };

/**
 * @param {Style} style
 * @returns {(text: string) => Styled}
 */
const styledBy = (style) => (text) => ({ style, text });
export const bold = styledBy("bold");
export const dim = styledBy("dim");
export const red = styledBy("red");
export const green = styledBy("green");
export const yellow = styledBy("yellow");
export const cyan = styledBy("cyan");

/**
 * Whether a stream shows colors. FORCE_COLOR decides first, as in Node, then NO_COLOR (https://no-color.org).
 *
 * @param {{ isTTY?: boolean }} stream
 */
export function showsColors(stream) {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM } = process.env;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && !refused && TERM !== "dumb";
}

/**
 * A text in its style.
 *
 * @param {Styled} styled
 */
export function painted({ style, text }) {
  const [begin, end] = CODES[style];
  return `\u001b[${begin}m${text}\u001b[${end}m`;
}

/**
 * A status as a mark on a terminal, as a word elsewhere.
 *
 * @param {string} status
 * @param {{ isTTY?: boolean }} stream
 * @returns {Styled}
 */
export function mark(status, stream) {
  const sign = hasMarks(stream) ? MARKS[/** @type {keyof typeof MARKS} */ (status)] : undefined;
  const text = sign ?? status;
  if (status === "ok") return green(text);
  return status === "failed" ? red(text) : yellow(text);
}

/**
 * The same with a space, for the beginning of a line; nothing where there are no marks, because the line says it itself.
 *
 * @param {string} status
 * @param {{ isTTY?: boolean }} stream
 * @returns {(string | Styled)[]}
 */
export const lead = (status, stream) => (hasMarks(stream) ? [mark(status, stream), " "] : []);

/**
 * Whether a stream is a terminal whose font has the marks: the consoles of Linux and of old Windows have not.
 *
 * @param {{ isTTY?: boolean }} stream
 */
export function hasMarks(stream) {
  const { TERM, WT_SESSION, TERM_PROGRAM } = process.env;
  if (stream.isTTY !== true || TERM === "dumb" || TERM === "linux") return false;
  return process.platform !== "win32" || Boolean(WT_SESSION ?? TERM_PROGRAM ?? TERM);
}

/** Whether somebody can be asked: questions go to stderr, answers come from stdin. */
export function isInteractive() {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}
