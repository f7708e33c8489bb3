import { DocusignError, hide, named } from "./docusign_error.js";

/** @typedef {import("./docusign_error.js").ErrorFields} ErrorFields */
/** @typedef {import("./docusign_error.js").More} More */

/** Docusign responded with an OAuth or API error. */
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

named("OAuthError", OAuthError);
