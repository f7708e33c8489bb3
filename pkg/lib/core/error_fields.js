/** Errors from and to the fields of the core. */
import { ConfigError } from "./config_error.js";
import { ConsentRequiredError } from "./consent_required_error.js";
import { DocusignError } from "./docusign_error.js";
import { KeyError } from "./key_error.js";
import { NetworkError } from "./network_error.js";
import { OAuthError } from "./oauth_error.js";
import { RedirectError } from "./redirect_error.js";
import { ResponseError } from "./response_error.js";
import { UserLookupError } from "./user_lookup_error.js";

/** @typedef {import("./docusign_error.js").ErrorClass} ErrorClass */
/** @typedef {import("./docusign_error.js").ErrorFields} ErrorFields */
/** @typedef {import("./docusign_error.js").More} More */

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
