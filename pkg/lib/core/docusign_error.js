/** The base class of all errors. Texts and codes come from the core. */

// generated: names of error classes
/**
 * The class of an error.
 *
 * @typedef {(
 *   | "ConfigError"
 *   | "KeyError"
 *   | "ConsentRequiredError"
 *   | "OAuthError"
 *   | "RedirectError"
 *   | "UserLookupError"
 *   | "NetworkError"
 *   | "ResponseError"
 * )} ErrorClass
 */
// generated end

/**
 * An error as the core reports it. The fields depend on the class.
 *
 * @typedef {object} ErrorFields
 * @property {ErrorClass} [class]
 * @property {import("../../index.js").ErrorCode} code
 * @property {string} message
 * @property {string} [remedy]
 * @property {string[]} [accounts]
 * @property {string} [consentUrl]
 * @property {string} [adminConsentHelp]
 * @property {string[]} [scopes]
 * @property {string} [userId]
 * @property {number} [status]
 * @property {string | null} [error]
 * @property {string | null} [errorDescription]
 * @property {number} [retryAfter]
 * @property {string} [trace]
 * @property {import("../../index.js").User[]} [candidates]
 * @property {boolean} [timeout]
 * @property {boolean} [aborted]
 */

/**
 * The fields that JavaScript adds.
 *
 * @typedef {{ cause?: unknown, response?: Response | undefined }} More
 */

export class DocusignError extends Error {
  /**
   * @param {ErrorFields} fields
   * @param {More} [more]
   */
  constructor(fields, { cause, response } = {}) {
    const { message, remedy = "" } = fields;
    super(remedy === "" ? message : `${message} ${remedy}`, cause === undefined ? undefined : { cause });
    this.code = fields.code;
    this.remedy = remedy;
    hide(this, "remedy");
    if (response === undefined) return;
    /** @type {Response | undefined} */
    this.response = response;
    hide(this, "response");
  }
}

named("DocusignError", DocusignError);

/**
 * Names a class: minifiers do not change this name.
 *
 * @param {string} name
 * @param {new (fields: ErrorFields, more?: More) => DocusignError} type
 */
export function named(name, type) {
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}

/**
 * Whether an error belongs to this library. A caller may throw a Proxy, on which every operation throws.
 *
 * @param {unknown} error
 * @returns {error is DocusignError}
 */
export function isOurs(error) {
  try {
    return error instanceof DocusignError;
  } catch {
    return false;
  }
}

/**
 * Hides a property when the error is printed or copied.
 *
 * @param {DocusignError} error
 * @param {string} name
 */
export function hide(error, name) {
  Object.defineProperty(error, name, { enumerable: false });
}
