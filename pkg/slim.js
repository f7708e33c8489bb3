import { provide } from "./lib.js";

/** Gives the core its module, before anything else is used. */
export function init(module, { sharesPromises = true } = {}) {
  provide({ load: () => module, sharesPromises });
}

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
