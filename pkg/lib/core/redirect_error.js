import { DocusignError, named } from "./docusign_error.js";

/** @typedef {import("./docusign_error.js").ErrorFields} ErrorFields */
/** @typedef {import("./docusign_error.js").More} More */

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

named("RedirectError", RedirectError);
