/** The names of options within messages, for surfaces where they are called something else. */

/** The options that have no other meaning in English, and so are replaced wherever they stand. */
const OPTIONS =
  /(?:\b[Tt]he option )?\b(clientId|userId|privateKey|authServer|apiServer|adminServer|redirectUri|accountId|organizationId|loginHint|uiLocales)\b/g;
/** The others, where it says that they are options. */
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
