/** Docusign refused. */
export const EXIT_REFUSED = 5;

/**
 * The exit codes.
 *
 * @type {{ code: number, meaning: string }[]}
 */
export const EXIT_CODES = [
  { code: 0, meaning: "Success; for doctor: nothing is wrong." },
  { code: 1, meaning: "Unexpected error." },
  { code: 2, meaning: "A command, a flag, a setting or a file is wrong or missing." },
  { code: 3, meaning: "Consent is missing." },
  { code: 4, meaning: "The private key cannot be used." },
  { code: EXIT_REFUSED, meaning: "Docusign refused the request; for fetch: the status is 400 or more." },
  { code: 6, meaning: "The e-mail address belongs to no active user, or to several." },
  { code: 7, meaning: "No response, or an unusable response." },
];

/**
 * The exit code of each class of error.
 *
 * @type {Readonly<Record<import("../lib/core/docusign_error.js").ErrorClass | "UsageError", number>>}
 */
const OF_CLASS = {
  UsageError: 2,
  ConfigError: 2,
  ConsentRequiredError: 3,
  KeyError: 4,
  OAuthError: EXIT_REFUSED,
  RedirectError: EXIT_REFUSED,
  UserLookupError: 6,
  NetworkError: 7,
  ResponseError: 7,
};

/**
 * The exit code of an error.
 *
 * @param {any} error
 */
export function exitCodeOf(error) {
  const name = error?.name;
  return Object.hasOwn(OF_CLASS, name) ? OF_CLASS[/** @type {keyof typeof OF_CLASS} */ (name)] : 1;
}
