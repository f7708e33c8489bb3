import { DocusignError, named } from "./docusign_error.js";

/** The response cannot be used. */
export class ResponseError extends DocusignError {}

named("ResponseError", ResponseError);
