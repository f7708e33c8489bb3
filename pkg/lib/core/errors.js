/** The other error classes, and errors from and to the fields of the core. */
import { ConfigError } from "./config_error.js";
import { DocusignError, hide, named } from "./docusign_error.js";
import { RedirectError } from "./redirect_error.js";

/** @typedef {import("./docusign_error.js").ErrorClass} ErrorClass */
/** @typedef {import("./docusign_error.js").ErrorFields} ErrorFields */
/** @typedef {import("./docusign_error.js").More} More */

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

/** @type {{ [Name in ErrorClass]: new (fields: ErrorFields, more?: More) => DocusignError }} */
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

const namedHere = { KeyError, ConsentRequiredError, OAuthError, UserLookupError, NetworkError, ResponseError };
for (const [name, type] of Object.entries(namedHere)) named(name, type);

/**
 * Converts the JSON that the core threw.
 *
 * @param {string} json
 * @param {More} [more]
 */
export function fromCore(json, more) {
  /** @type {ErrorFields} */
  const fields = JSON.parse(json);
  const type = fields.class && classes[fields.class];
  return new (type ?? DocusignError)(fields, more);
}

/**
 * The fields from which {@link fromCore} makes the same error.
 *
 * @param {DocusignError} error
 * @returns {ErrorFields}
 */
export function fieldsOf(error) {
  const { remedy, name } = error;
  const message = remedy === "" ? error.message : error.message.slice(0, -(remedy.length + 1));
  return { ...error, class: /** @type {ErrorClass} */ (name), code: error.code, message, remedy };
}
