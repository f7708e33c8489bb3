/** Error classes, as real subclasses of Error. Texts and codes come from the core. */

/**
 * An error as the core reports it. The fields depend on the class.
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

export class ConfigError extends DocusignError {
  /**
   * @param {ErrorFields} fields
   * @param {More} [more]
   */
  constructor(fields, more) {
    super(fields, more);
    if (fields.accounts) this.accounts = fields.accounts;
  }
}

export class KeyError extends DocusignError {}

export class ConsentRequiredError extends DocusignError {
  /**
   * @param {ErrorFields} fields
   * @param {More} [more]
   */
  constructor(fields, more) {
    super(fields, more);
    this.consentUrl = fields.consentUrl;
    this.adminConsentHelp = fields.adminConsentHelp ?? "";
    this.scopes = fields.scopes ?? [];
    this.userId = fields.userId;
    this.status = fields.status ?? 0;
  }
}

export class OAuthError extends DocusignError {
  /**
   * @param {ErrorFields} fields
   * @param {More} [more]
   */
  constructor(fields, more) {
    super(fields, more);
    this.error = fields.error ?? undefined;
    this.errorDescription = fields.errorDescription ?? undefined;
    this.status = fields.status ?? 0;
    this.hint = this.remedy;
    hide(this, "hint");
    if (fields.retryAfter !== undefined) this.retryAfter = fields.retryAfter;
    if (fields.trace !== undefined) this.trace = fields.trace;
  }
}

export class RedirectError extends DocusignError {
  /**
   * @param {ErrorFields} fields
   * @param {More} [more]
   */
  constructor(fields, more) {
    super(fields, more);
    this.error = fields.error ?? undefined;
    this.errorDescription = fields.errorDescription ?? undefined;
  }
}

export class UserLookupError extends DocusignError {
  /**
   * @param {ErrorFields} fields
   * @param {More} [more]
   */
  constructor(fields, more) {
    super(fields, more);
    this.candidates = fields.candidates ?? [];
  }
}

export class NetworkError extends DocusignError {
  /**
   * @param {ErrorFields} fields
   * @param {More} [more]
   */
  constructor(fields, more) {
    super(fields, more);
    this.timeout = fields.timeout === true;
    this.aborted = fields.aborted === true;
  }
}

export class ResponseError extends DocusignError {}

/** @type {{ [name: string]: new (fields: ErrorFields, more?: More) => DocusignError }} */
const classes = {
  ConfigError,
  KeyError,
  ConsentRequiredError,
  OAuthError,
  RedirectError,
  UserLookupError,
  NetworkError,
  ResponseError,
};

for (const [name, type] of Object.entries({ DocusignError, ...classes })) {
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
 * Converts the JSON that the core threw.
 *
 * @param {string} json
 * @param {More} [more]
 */
export function fromCore(json, more) {
  /** @type {ErrorFields} */
  const fields = JSON.parse(json);
  return new (classes[fields.class ?? ""] ?? DocusignError)(fields, more);
}

/**
 * The fields from which {@link fromCore} makes the same error.
 *
 * @param {DocusignError} error
 * @returns {ErrorFields}
 */
export function fieldsOf(error) {
  const { remedy, name } = error;
  const message = error.message.slice(0, -(remedy.length + 1));
  return { ...error, class: name, code: error.code, message, remedy };
}

/**
 * Hides a property when the error is printed or copied.
 *
 * @param {DocusignError} error
 * @param {string} name
 */
function hide(error, name) {
  Object.defineProperty(error, name, { enumerable: false });
}
