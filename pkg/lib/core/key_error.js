import { DocusignError, named } from "./docusign_error.js";

/** The private key cannot be used. */
export class KeyError extends DocusignError {}

named("KeyError", KeyError);
