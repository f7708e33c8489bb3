/** The library's errors speak of options and methods; here they are flags, variables and commands. */
import { renameOptions } from "../internal.js";

/**
 * Calls and fields of JavaScript, and what stands for them on the command line.
 *
 * @type {[RegExp, string][]}
 */
const PHRASES = [
  [/\bthe option that the message names\b/g, "the setting that the message names"],
  [/\{ authServer: ("[^"]*") \}/g, "--auth-server $1"],
  [/\blet forEmail\(email\) look it up\b/g, "look it up with find-user EMAIL"],
  [/\bforEmail\(email\)/g, "find-user EMAIL"],
  [/\bcall forUser\(userId\)/g, "pass it by --user-id"],
  [/\bforUser\((?:userId)?\)/g, "--user-id GUID"],
  [/\bforApplication\(\)/g, "--application"],
  [/\badminConsentUrl\b/g, "the command admin-consent-url"],
  [/\bconsentUrl\b/g, "the command consent-url"],
  [/\bthe organizationId of getUserInfo\(\)/g, "the organization ID that whoami --json prints"],
  [/\badminConsentHelp says where\b/g, "the next line says where"],
];

/**
 * A text of the library in the words of the command line.
 *
 * @param {string} text
 * @param {(option: string) => string} nameOf what an option is called here
 */
export function inFlags(text, nameOf) {
  let worded = text;
  for (const [phrase, here] of PHRASES) worded = worded.replace(phrase, here);
  // In a path it stands for the account, here too.
  return worded
    .split("{accountId}")
    .map((part) => renameOptions(part, nameOf))
    .join("{accountId}");
}
