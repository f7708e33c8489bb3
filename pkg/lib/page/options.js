/** Reads options out of JSON, which has no functions, symbols and getters. */
import { bytesOf, hasWord, isWithin, lowered } from "./characters.js";
import { configFailure } from "./config_failure.js";
import { quoted } from "./quoted.js";
import {
  ELSEWHERE,
  optionElsewhere,
  optionMisspelled,
  optionMissing,
  optionNotText,
  optionUndefined,
  optionUnknown,
  optionsHere,
  optionsOdd,
} from "./texts.js";

/** @typedef {{ [name: string]: unknown }} Options */

/** Lists and objects nest less deeply than this. */
const DEPTH = 128;

/**
 * The options of a caller. All names must be known.
 *
 * @param {string} json
 * @param {string} known
 */
export function readOptions(json, known) {
  const options = JSON.parse(json);
  // JSON writes only a lone surrogate as an escape.
  const isOdd = json.replaceAll("\\\\", "").includes("\\ud") || isDeep(options, DEPTH);
  if (isOdd || !isObject(options)) throw invalid(optionsOdd);
  return checkNames(options, known);
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @returns {boolean}
 */
function isDeep(value, depth) {
  if (value === null || typeof value !== "object") return false;
  return depth === 1 || Object.values(value).some((inside) => isDeep(inside, depth - 1));
}

/**
 * @param {unknown} value
 * @returns {value is Options}
 */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * @param {Options} options
 * @param {string} known
 */
export function checkNames(options, known) {
  const unknown = Object.keys(options).find((name) => !hasWord(known, name));
  if (unknown === undefined) return options;
  const names = known.split(" ");
  throw invalid(wordingOf(unknown, names), optionsHere(names.join(", ")));
}

/**
 * What an unknown option probably means.
 *
 * @param {string} name
 * @param {string[]} known
 */
function wordingOf(name, known) {
  const shown = quoted(name, 40);
  const plain = lowered(bytesOf(name.replace(/[_ -]/g, "")));
  // A longer name is not a slip.
  if (bytesOf(name).length > 40) return optionUnknown(shown);
  const same = known.find((option) => lowered(option) === plain);
  const elsewhere = Object.entries(ELSEWHERE).find(([option, words]) => known.includes(option) && hasWord(words, plain));
  if (same === undefined && elsewhere !== undefined) return optionElsewhere(shown, elsewhere[0]);
  const meant = same ?? known.find((option) => isWithin(option.length < 6 ? 1 : 2, plain, lowered(option)));
  return meant === undefined ? optionUnknown(shown) : optionMisspelled(shown, meant);
}

/**
 * An optional text. `null` stands for `undefined`: the caller meant to set the option.
 *
 * @param {Options} options
 * @param {string} name
 */
export function textOf(options, name) {
  const value = options[name];
  if (value === null) throw configFailure("option_missing", optionUndefined(name));
  return checkText(value, name);
}

/**
 * A required text.
 *
 * @param {Options} options
 * @param {string} name
 */
export function neededText(options, name) {
  const text = textOf(options, name);
  if (text === undefined) throw configFailure("option_missing", optionMissing(name));
  return text;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function checkText(value, name) {
  if (value === undefined || typeof value === "string") return value;
  throw invalid(optionNotText(name));
}

/**
 * @param {string} message
 * @param {string} [remedy]
 */
export const invalid = (message, remedy) => configFailure("option_invalid", message, remedy);
