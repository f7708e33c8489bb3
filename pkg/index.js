import * as loader from "./load/inline.js";
// generated: imports of the entry
import {
  DocusignAuth as DocusignAuth_,
  PrivateKey as PrivateKey_,
  adminConsentUrl as adminConsentUrl_,
  consentUrl as consentUrl_,
  createPkce as createPkce_,
  explainError as explainError_,
  inspectAssertion as inspectAssertion_,
  readRedirect as readRedirect_,
  signAssertion as signAssertion_,
} from "./api.js";
// generated end
import { provide } from "./internal.js";

/**
 * Sets the source of the core, for any name. A bundler drops an unused name with its pure call, and the
 * core with the last name. Keep the imports above one by one: a plain `provide(loader)`, or a namespace that is passed on,
 * would stay in every bundle.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
function provided(value) {
  provide(loader);
  return value;
}

// generated: exports of the entry
export const DocusignAuth = /* @__PURE__ */ provided(DocusignAuth_);
export const PrivateKey = /* @__PURE__ */ provided(PrivateKey_);
export const adminConsentUrl = /* @__PURE__ */ provided(adminConsentUrl_);
export const consentUrl = /* @__PURE__ */ provided(consentUrl_);
export const createPkce = /* @__PURE__ */ provided(createPkce_);
export const explainError = /* @__PURE__ */ provided(explainError_);
export const inspectAssertion = /* @__PURE__ */ provided(inspectAssertion_);
export const readRedirect = /* @__PURE__ */ provided(readRedirect_);
export const signAssertion = /* @__PURE__ */ provided(signAssertion_);
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
// generated end
