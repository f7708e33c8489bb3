export { signAssertion } from "./assertion.js";
export { DocusignAuth } from "./auth.js";
export { adminConsentUrl, consentUrl, createPkce, readRedirect } from "./consent.js";
export { explainError, inspectAssertion } from "./diagnosis.js";
export {
  ConfigError,
  ConsentRequiredError,
  DocusignError,
  KeyError,
  NetworkError,
  OAuthError,
  RedirectError,
  ResponseError,
  UserLookupError,
} from "./errors.js";
export { PrivateKey } from "./private_key.js";
