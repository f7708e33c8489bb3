/**
 * The package without the client. The client is a separate file, so a bundler can drop the client when it is
 * unused. Only `api.js` and `internal.js` import these two files.
 */
export { limit } from "./lib/platform/abort.js";
export { signAssertion } from "./lib/tools/assertion.js";
export { adminConsentUrl, consentUrl, createPkce, readRedirect } from "./lib/tools/consent.js";
export * as glue from "./core.js";
export { ask, call, failure, isProvided, provide } from "./lib/core/core.js";
export { explainError, inspectAssertion } from "./lib/tools/diagnosis.js";
export { ConfigError } from "./lib/core/config_error.js";
export { DocusignError } from "./lib/core/docusign_error.js";
export { ConsentRequiredError } from "./lib/core/consent_required_error.js";
export { KeyError } from "./lib/core/key_error.js";
export { NetworkError } from "./lib/core/network_error.js";
export { OAuthError } from "./lib/core/oauth_error.js";
export { ResponseError } from "./lib/core/response_error.js";
export { UserLookupError } from "./lib/core/user_lookup_error.js";
export { toJson } from "./lib/core/json.js";
export { renameOptions } from "./lib/core/option_wording.js";
export { noStore } from "./lib/platform/no_store.js";
export { RedirectError } from "./lib/core/redirect_error.js";
export { PrivateKey } from "./lib/keys/private_key.js";
export { proxySetting } from "./lib/platform/proxy.js";
export { redisCommands } from "./lib/store/redis_commands.js";
