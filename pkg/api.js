/** The public names, listed once: each entry exports them all. */
export { DocusignAuth } from "./client.js";
export {
  ConfigError,
  ConsentRequiredError,
  DocusignError,
  KeyError,
  NetworkError,
  OAuthError,
  PrivateKey,
  RedirectError,
  ResponseError,
  UserLookupError,
  adminConsentUrl,
  consentUrl,
  createPkce,
  explainError,
  inspectAssertion,
  readRedirect,
  signAssertion,
} from "./lib.js";
