import { DocusignError, named } from "./docusign_error.js";

/** @typedef {import("./docusign_error.js").ErrorFields} ErrorFields */
/** @typedef {import("./docusign_error.js").More} More */

/** There is no response. */
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

named("NetworkError", NetworkError);
