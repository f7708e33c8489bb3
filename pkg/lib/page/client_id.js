import { bytesOf, lowered, trimmed } from "./characters.js";
import { configFailure } from "./config_failure.js";
import { clientIdEmpty, clientIdHasOdd, clientIdIsNumber, clientIdOdd } from "./texts.js";

/** Characters that people and programs put around a GUID. */
const AROUND = /[\p{White_Space}"'`\\{}[\]()<>,;\u2018\u2019\u201c\u201d\u200b\ufeff]/u;

/** Characters that word processors write for a hyphen. */
const HYPHENS = /[\u2010-\u2015\u2212]/g;

/**
 * The integration key as a GUID in lower case.
 *
 * @param {string} text
 */
export function readClientId(text) {
  const bare = bareOf(text);
  const plain = lowered(bare).replace(HYPHENS, "-");
  const digits = plain.replaceAll("-", "");
  const guid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  if (/^[\da-f]{32}$/.test(digits) && (plain === guid || plain === digits)) return guid;
  throw configFailure("client_id_invalid", oddity(bare));
}

/** @param {string} text */
function bareOf(text) {
  const bare = trimmed(text, AROUND);
  return lowered(bare.slice(0, 9)) === "urn:uuid:" ? trimmed(bare.slice(9), AROUND) : bare;
}

/**
 * Why a text is not a GUID. The message shows at most one character: the text may be a key.
 *
 * @param {string} bare
 */
function oddity(bare) {
  const characters = [...bare];
  const { length } = characters;
  if (length === 0) return clientIdEmpty;
  if (/^\d{4,12}$/.test(bare.replace(/[- #]/g, ""))) return clientIdIsNumber(length);
  const at = characters.findIndex((character) => /[^\da-f-]/i.test(character.replace(HYPHENS, "-")));
  if (at < 0 || length > 100) return clientIdOdd(length);
  const [odd = ""] = characters.slice(at);
  const place = bytesOf(characters.slice(0, at).join("")).length + 1;
  return clientIdHasOdd(length, place, /[!-~]/.test(odd) ? odd : "\ufffd");
}
