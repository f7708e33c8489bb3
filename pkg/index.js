import * as loader from "#wasm";
import * as api from "./api.js";
import { provide } from "./internal.js";

/**
 * Says where the core comes from, for whichever name is used. A bundler drops an unused name with its pure call, and the
 * core with the last of them. A plain `provide(loader)` would keep the core in a bundle that does not use it.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
function provided(value) {
  provide(loader);
  return value;
}

export const DocusignAuth = /* @__PURE__ */ provided(api.DocusignAuth);
export const PrivateKey = /* @__PURE__ */ provided(api.PrivateKey);
export const adminConsentUrl = /* @__PURE__ */ provided(api.adminConsentUrl);
export const consentUrl = /* @__PURE__ */ provided(api.consentUrl);
export const createPkce = /* @__PURE__ */ provided(api.createPkce);
export const explainError = /* @__PURE__ */ provided(api.explainError);
export const inspectAssertion = /* @__PURE__ */ provided(api.inspectAssertion);
export const readRedirect = /* @__PURE__ */ provided(api.readRedirect);
export const signAssertion = /* @__PURE__ */ provided(api.signAssertion);
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
} from "./api.js";
