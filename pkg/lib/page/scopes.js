import { bytesOf, hasWord, isWithin, lowered, trimmed, wordsOf } from "./characters.js";
import { configFailure } from "./config_failure.js";
import { invalid } from "./options.js";
import { quoted } from "./quoted.js";
import {
  KNOWN_SCOPES,
  scopeEmpty,
  scopeHasCapitals,
  scopeHasOdd,
  scopeLong,
  scopeMisspelled,
  scopesEmpty,
  scopesInText,
  scopesInWord,
  scopesMany,
  scopesNotList,
  scopesNotText,
  writeScopes,
} from "./texts.js";

/** The longest known scope has 31 characters; a line of a key has 64. */
const LONGEST = 60;

/** The most scopes of one request. */
const MOST = 100;

/** Characters that are not allowed in a scope (RFC 6749, section 3.3), and separators and signs of encoding. */
const ODD = /[^!-~]|["'`\\,;|+%=&<>()[\]{}]/u;

/**
 * The scopes of the option, each once; undefined without the option.
 *
 * @param {unknown} given
 */
export function readScopes(given) {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string") return collect(wordsOf(given), given);
  if (!Array.isArray(given)) throw invalid(scopesNotList);
  if (given.some((word) => typeof word !== "string")) throw invalid(scopesNotText);
  return collect(given.map((word) => trimmed(word)));
}

/**
 * @param {string[]} words
 * @param {string} [text] in which they stand
 */
function collect(words, text) {
  /** @type {Set<string>} */
  const scopes = new Set();
  for (const word of words) {
    const odd = oddity(word);
    if (odd !== undefined) throw scopeFailure(odd, text, word);
    if (scopes.size === MOST) throw scopeFailure(scopesMany, text);
    scopes.add(word);
  }
  if (scopes.size === 0) throw scopeFailure(scopesEmpty, text);
  return [...scopes];
}

/**
 * @param {string} message
 * @param {(string | undefined)[]} texts texts that may contain the intended scopes, the best first
 */
function scopeFailure(message, ...texts) {
  const spelling = texts.map((text) => text && spellingOf(text)).find((found) => found);
  return configFailure("scope_invalid", message, spelling && writeScopes(spelling));
}

/**
 * Why a word is not a scope; undefined for a scope.
 *
 * @param {string} word
 */
function oddity(word) {
  const lower = lowered(word);
  const shown = quoted(word, LONGEST);
  const [odd] = ODD.exec(word) ?? [];
  if (word === "") return scopeEmpty;
  if (/\p{White_Space}/u.test(word)) return scopesInText(shown);
  if (odd !== undefined) return scopeHasOdd(shown, odd);
  if (word.length > LONGEST) return scopeLong(word.length);
  if (isKnown(word)) return undefined;
  if (isKnown(lower)) return scopeHasCapitals(shown);
  if (runTogether(lower) !== undefined) return scopesInWord(shown);
  const meant = meantBy(lower);
  return meant && scopeMisspelled(quoted(lower, LONGEST), meant);
}

/** @param {string} word */
const isKnown = (word) => hasWord(KNOWN_SCOPES, word);

/**
 * The correct spelling of the scopes in a text; undefined if it is unclear, or if the text may be a key.
 *
 * @param {string} text
 */
function spellingOf(text) {
  const decoded = decodedOf(text);
  if (decoded === undefined) return undefined;
  const [, behind = decoded] = /scope[^=]*=([^&]*)/.exec(decoded) ?? [];
  const found = [];
  for (const word of behind.split(ODD).slice(0, MOST)) {
    if (word.length > LONGEST) return undefined;
    if (word !== "" && !word.startsWith("scope")) found.push(runTogether(word) ?? meantBy(word) ?? word);
  }
  const spelling = found.join(" ");
  return quoted(spelling, spelling.length) === spelling ? spelling : undefined;
}

/**
 * The text in lower case, without percent-encoding; undefined if it may be a key. A link may have encoded it twice.
 *
 * @param {string} text
 */
function decodedOf(text) {
  if (text.includes("-----")) return undefined;
  try {
    return lowered(decodeURIComponent(text.replaceAll("%25", "%").replace(/%(?![\da-f]{2})/gi, "%25")));
  } catch {
    return undefined;
  }
}

/**
 * The known scopes in a word, with any separators.
 *
 * @param {string} word
 * @returns {string | undefined}
 */
function runTogether(word) {
  for (const first of KNOWN_SCOPES.split(" ")) {
    if (word === first) return word;
    const rest = word.startsWith(first) ? runTogether(word.slice(first.length).replace(/^[^\da-z]+/i, "")) : undefined;
    if (rest !== undefined) return `${first} ${rest}`;
  }
  return undefined;
}

/**
 * The known scope that a word in lower case misspells. Undefined for a word with a digit: it may be a new version.
 *
 * @param {string} word
 */
function meantBy(word) {
  if (/\d/.test(word)) return undefined;
  return KNOWN_SCOPES.split(" ").find((known) => isWithin(known.length < 8 ? 1 : 2, bytesOf(word), known));
}
