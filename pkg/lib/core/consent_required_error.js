import { DocusignError, named } from "./docusign_error.js";

/** @typedef {import("./docusign_error.js").ErrorFields} ErrorFields */
/** @typedef {import("./docusign_error.js").More} More */

/** The user, or an administrator, has not consented yet. */
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

named("ConsentRequiredError", ConsentRequiredError);
