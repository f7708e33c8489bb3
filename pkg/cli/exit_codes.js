/** Docusign refused. */
export const EXIT_REFUSED = 5;

/**
 * The exit codes, and the classes of error that lead to them.
 *
 * @type {{ code: number, classes: string[], meaning: string }[]}
 */
export const EXIT_CODES = [
  { code: 0, classes: [], meaning: "Success; for doctor: nothing is wrong." },
  { code: 1, classes: [], meaning: "Unexpected error." },
  { code: 2, classes: ["UsageError", "ConfigError"], meaning: "A command, a flag, a setting or a file is wrong or missing." },
  { code: 3, classes: ["ConsentRequiredError"], meaning: "Consent is missing." },
  { code: 4, classes: ["KeyError"], meaning: "The private key cannot be used." },
  {
    code: EXIT_REFUSED,
    classes: ["OAuthError", "RedirectError"],
    meaning: "Docusign refused the request; for fetch: the status is 400 or more.",
  },
  { code: 6, classes: ["UserLookupError"], meaning: "The e-mail address belongs to no active user, or to several." },
  { code: 7, classes: ["NetworkError", "ResponseError"], meaning: "No response, or an unusable response." },
];

/**
 * The exit code of an error.
 *
 * @param {any} error
 */
export function exitCodeOf(error) {
  return EXIT_CODES.find(({ classes }) => classes.includes(error?.name))?.code ?? 1;
}
