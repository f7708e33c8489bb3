import * as loader from "#wasm";
import { provide } from "./lib.js";

provide(loader);

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
