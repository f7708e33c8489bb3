import { DocusignError, named } from "./docusign_error.js";

/** @typedef {import("./docusign_error.js").ErrorFields} ErrorFields */
/** @typedef {import("./docusign_error.js").More} More */

/** The search by e-mail address did not find exactly one active user. */
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

named("UserLookupError", UserLookupError);
