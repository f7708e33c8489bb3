import { bytesOf, wordsOf } from "./characters.js";
import { hidden } from "./texts.js";

/**
 * The first characters of a caller's text, or only their number if the text may be a key or a part of one.
 *
 * @param {string} text
 * @param {number} most
 */
export function quoted(text, most) {
  const runs = text.match(/[\w+/=-]{16,}/g) ?? [];
  const isSecret = runs.some((run) => run.length >= 40 || (/[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run)));
  if (isSecret || text.includes("-----")) return hidden(bytesOf(text).length);
  return cut(text.replace(/\p{Cc}/gu, ""), most);
}

/**
 * Text of a server: short, without control characters, and without long words, which may be secrets.
 *
 * @param {string} text
 */
export function quotable(text) {
  const words = wordsOf(cut(text.replace(/\p{Cc}/gu, " "), 2000));
  return cut(words.map((word) => (bytesOf(word).length > 64 ? "[cut]" : word)).join(" "), 300);
}

/**
 * @param {string} text
 * @param {number} most
 */
const cut = (text, most) => [...text].slice(0, most).join("");
