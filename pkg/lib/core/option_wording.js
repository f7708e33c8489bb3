/** Renames options in messages, for surfaces with other names. */

/** Options without another meaning in English: replaced everywhere. */
const OPTIONS =
  /(?:\b[Tt]he option )?\b(clientId|userId|privateKey|authServer|apiServer|adminServer|redirectUri|accountId|organizationId|loginHint|uiLocales)\b/g;
/** Other options: replaced only where they are clearly options. */
const WORDS =
  /\b[Tt]he option (environment|scopes|timeout|lifetime|state|prompt)\b|^(environment|scopes|timeout|lifetime)(?= is\b| must\b)|\b(?<=Raise |raise )(timeout)\b/g;

/**
 * @param {string} text
 * @param {(option: string) => string} nameOf what an option is called there
 */
export function renameOptions(text, nameOf) {
  return text
    .replace(OPTIONS, (_, option) => nameOf(option))
    .replace(WORDS, (_, ...options) => nameOf(String(options.find((option) => typeof option === "string"))));
}
