/** The class of every error of this library. The texts and codes come from the core. */

/**
 * What the core says of an error. Which fields there are depends on the class.
 *
 * @typedef {object} ErrorFields
 * @property {string} [class]
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
 * What JavaScript adds to it.
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
 * Gives a class its name, which a minifier does not change.
 *
 * @param {string} name
 * @param {new (fields: ErrorFields, more?: More) => DocusignError} type
 */
export function named(name, type) {
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}

/**
 * Whether an error is of this library. What a caller threw may be a Proxy, which no question survives.
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
 * Leaves a property out where the error is printed or copied.
 *
 * @param {DocusignError} error
 * @param {string} name
 */
export function hide(error, name) {
  Object.defineProperty(error, name, { enumerable: false });
}
