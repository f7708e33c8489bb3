/**
 * For pages that send users to Docusign: consent URLs, PKCE and the redirect, in plain JavaScript. It needs no WebAssembly,
 * no `wasm-unsafe-eval` in the Content Security Policy, and no private key.
 *
 * Functions and errors are those of `docusign-jwt`: the same results, classes, codes and messages.
 *
 * ```js
 * import { consentUrl, createPkce, readRedirect } from "docusign-jwt/page";
 *
 * const { state } = createPkce();
 * sessionStorage.setItem("state", state);
 * location.href = consentUrl({
 *   clientId: "00000000-0000-0000-0000-000000000000",
 *   environment: "demo",
 *   redirectUri: "https://example.com/callback",
 *   state,
 * });
 *
 * // On the page of the redirect URI:
 * readRedirect(location.href, { state: sessionStorage.getItem("state") ?? "" });
 * ```
 *
 * @module docusign-jwt/page
 */
export { ConfigError, DocusignError, RedirectError, adminConsentUrl, consentUrl, createPkce, readRedirect } from "./index.js";
export type { ConfigErrorCode, ConsentUrlOptions, CustomEnvironment, Environment, Pkce, Redirect, RedirectErrorCode } from "./index.js";
