import { expectedState, redirectText } from "../core/consent_input.js";
import { bytesOf, hasWord, splitOnce, trimmed } from "./characters.js";
import { quotable } from "./quoted.js";
import { failure, redirectFailure } from "./redirect_failure.js";
import {
  DENIED,
  redirectBroken,
  redirectDoubled,
  redirectLong,
  redirectOdd,
  redirectRefused,
  stateEmpty,
  stateMissing,
  stateOther,
} from "./texts.js";

/** The most bytes that an address may have. */
const LONGEST = 32_768;

/** The core reads seconds as an integer of 64 bits. */
const TOO_LARGE = 2n ** 64n;

/**
 * Reads the URL of the redirect.
 *
 * @param {string | URL | URLSearchParams} url
 * @param {{ state: string }} [options]
 * @returns {import("../../index.js").Redirect}
 */
export function readRedirect(url, options) {
  const address = redirectText(url, failure);
  const expected = expectedState(options, failure);
  return read(wellFormed(address), expected === undefined ? undefined : wellFormed(expected));
}

/** @param {string} text */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/**
 * @param {string} address
 * @param {string | undefined} expected
 */
function read(address, expected) {
  const parameters = parametersOf(address);
  if (!parameters.some(([name]) => hasWord("state code error access_token", name))) throw malformed(redirectOdd);
  /** @param {string} wanted */
  const one = (wanted) => {
    const [first, second] = parameters.filter(([name]) => name === wanted);
    // Two parameters with one name are ambiguous: an attack or a mistake.
    if (second !== undefined) throw malformed(redirectDoubled(wanted));
    return first?.[1] || undefined;
  };
  const state = one("state");
  if (expected !== undefined) checkState(state, expected);
  const error = one("error");
  if (error !== undefined) throw refused(error, one("error_description") ?? one("error_message"));
  const code = one("code");
  const accessToken = one("access_token");
  const found = { code, state, accessToken, idToken: one("id_token"), expiresIn: secondsOf(one("expires_in")) };
  if (code === undefined && accessToken === undefined) throw malformed(redirectOdd);
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/**
 * The parameters of query and fragment.
 *
 * @param {string} address
 */
function parametersOf(address) {
  const url = trimmed(address);
  if (bytesOf(url).length > LONGEST) throw malformed(redirectLong);
  const [before, fragment] = splitOnce(url, "#") ?? [url, ""];
  const isQuery = /^[^/:]*$/.test(before) && before.includes("=");
  const [, query] = splitOnce(before, "?") ?? ["", isQuery ? before : ""];
  const pairs = [query, fragment].flatMap((part) => part.split("&")).filter((pair) => pair !== "");
  return pairs.map((pair) => {
    const [name, value] = splitOnce(pair, "=") ?? [pair, ""];
    return /** @type {const} */ ([decoded(name), decoded(value)]);
  });
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw malformed(redirectBroken);
  }
}

/**
 * @param {string | undefined} state
 * @param {string} expected
 */
function checkState(state, expected) {
  if (expected === "") throw redirectFailure("state_mismatch", stateEmpty);
  if (state === undefined) throw redirectFailure("state_mismatch", stateMissing);
  let difference = state.length ^ expected.length;
  for (let at = 0; at < state.length; at += 1) difference |= state.charCodeAt(at) ^ expected.charCodeAt(at);
  if (difference !== 0) throw redirectFailure("state_mismatch", stateOther);
}

/**
 * @param {string} word
 * @param {string | undefined} description
 */
function refused(word, description) {
  const error = quotable(word);
  const errorDescription = description === undefined ? undefined : quotable(description);
  const words = errorDescription === undefined ? error : `${error} / ${errorDescription}`;
  const code = hasWord(DENIED, word) ? "consent_denied" : "redirect_failed";
  return redirectFailure(code, redirectRefused(words.replace(/\.+$/, "")), { error, errorDescription });
}

/** @param {string | undefined} text */
function secondsOf(text) {
  return text !== undefined && /^\+?\d+$/.test(text) && BigInt(text) < TOO_LARGE ? Number(text) : undefined;
}

/** @param {string} message */
const malformed = (message) => redirectFailure("redirect_malformed", message);
