/**
 * What the entries of the package share, beside the client, which has a file of its own: who does without it shall not
 * get it from a bundler. Entries import these two, and no other module of `lib/`.
 */
export { limit } from "./lib/abort.js";
export { signAssertion } from "./lib/assertion.js";
export { adminConsentUrl, consentUrl, createPkce, readRedirect } from "./lib/consent.js";
export * as glue from "./core.js";
export { call, failure, provide } from "./lib/core.js";
export { explainError, inspectAssertion } from "./lib/diagnosis.js";
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
} from "./lib/errors.js";
export { toJson } from "./lib/json.js";
export { noStore } from "./lib/no_store.js";
export { PrivateKey } from "./lib/private_key.js";
export { proxySetting } from "./lib/proxy.js";
export { redisCommands } from "./lib/redis_commands.js";
