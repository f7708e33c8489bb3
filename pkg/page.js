/** The entry for pages, in plain JavaScript. */
export { ConfigError } from "./lib/core/config_error.js";
export { DocusignError } from "./lib/core/docusign_error.js";
export { RedirectError } from "./lib/core/redirect_error.js";
export { adminConsentUrl, consentUrl } from "./lib/page/consent_url.js";
export { createPkce } from "./lib/page/pkce.js";
export { readRedirect } from "./lib/page/redirect.js";
