// @ts-check
/**
 * @import { AssertionOptions, CommonOptions, ConsentUrlOptions, CustomEnvironment, RetryOptions, TokenOptions, inspectAssertion } from "docusign-jwt"
 * @import { Events, OptionsOf, Values } from "./types/shapes.js"
 */
// Values with every member that the types declare: `types.test.mjs` compiles this file, `shapes.test.mjs` uses the values.

/** @satisfies {Values} */
export const VALUES = {
  ConfigError: true,
  ConsentRequiredError: true,
  DocusignAuth: true,
  DocusignError: true,
  KeyError: true,
  NetworkError: true,
  OAuthError: true,
  PrivateKey: true,
  RedirectError: true,
  ResponseError: true,
  UserLookupError: true,
  adminConsentUrl: true,
  consentUrl: true,
  createPkce: true,
  explainError: true,
  inspectAssertion: true,
  readRedirect: true,
  signAssertion: true,
};

/** @satisfies {{ [name in keyof typeof import("docusign-jwt/page")]: true }} */
export const PAGE_VALUES = {
  ConfigError: true,
  DocusignError: true,
  RedirectError: true,
  adminConsentUrl: true,
  consentUrl: true,
  createPkce: true,
  readRedirect: true,
};

const clientId = "c0000000-0000-4000-8000-000000000001";
const userId = "a0000000-0000-4000-8000-000000000001";
const accountId = "acc00000-0000-4000-8000-000000000001";
const organizationId = "0c000000-0000-4000-8000-000000000001";
const redirectUri = "https://example.com/callback";
const scopes = ["signature"];
const { signal } = new AbortController();

/** @satisfies {Required<CustomEnvironment>} */
const environment = { authServer: "http://127.0.0.1:9", apiServer: "http://127.0.0.1:9", adminServer: "http://127.0.0.1:9" };

/** @satisfies {Required<RetryOptions>} */
const retry = { limit: 0, minDelay: 10, maxDelay: 20 };

/** All options of a client but its keys. @satisfies {Required<CommonOptions>} */
export const CLIENT = {
  ...{ clientId, userId, environment, scopes, redirectUri, accountId, organizationId, retry },
  fetch: async () => Response.json({ error: "invalid_grant" }, { status: 400 }),
  now: () => Date.now(),
  timeout: 1000,
  refreshMargin: 60_000,
  store: { get: () => null, set: () => undefined },
  storeSecret: "Pj3x0m8m3UGuE4tqk0m0rN7cZbq6yVQp1sX9fLw2dHE=",
  waitUntil: () => undefined,
  onEvent: () => undefined,
};

/** @satisfies {Required<ConsentUrlOptions>} */
export const CONSENT_URL = {
  ...{ clientId, environment, redirectUri, scopes },
  impersonation: true,
  state: "1",
  prompt: "login",
  loginHint: "ann@example.com",
  uiLocales: "en",
  codeChallenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  responseType: "code",
};

/** All options of an assertion but its key. @satisfies {Required<Omit<AssertionOptions, "privateKey">>} */
export const ASSERTION = { clientId, userId, environment, scopes, lifetime: 60_000, now: () => Date.now() };

/** @satisfies {Required<NonNullable<Parameters<typeof inspectAssertion>[1]>>} */
export const INSPECTION = { environment, now: () => Date.now() };

/** @satisfies {OptionsOf<"exchangeCode">} */
export const CODE = {
  ...{ code: "1", redirectUri, codeVerifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", clientSecret: "1" },
  ...{ origin: "https://example.com", adminConsent: true, signal },
};

/** @satisfies {OptionsOf<"refreshToken">} */
export const REFRESH = { refreshToken: "1", clientSecret: "1", origin: "https://example.com", signal };

/** @satisfies {OptionsOf<"findUsers">} */
export const USER_SEARCH = { email: "ann@example.com", status: "Active", accountId, organizationId, signal };

/** @satisfies {OptionsOf<"forEmail", 1>} */
export const FOR_EMAIL = { accountId, organizationId, scopes, signal };

/** @satisfies {OptionsOf<"forUser", 1>} */
export const FOR_USER = { scopes, accountId };

/** @satisfies {OptionsOf<"forApplication">} */
export const FOR_APPLICATION = { scopes, organizationId };

/** @satisfies {OptionsOf<"getAccount">} */
export const ACCOUNT = { accountId, forceRefresh: true, signal };

/** @satisfies {Required<TokenOptions>} */
export const TOKEN = { forceRefresh: true, signal };

/** @type {{ clientId: "always", userId: "sometimes" }} */
const WHO = { clientId: "always", userId: "sometimes" };

/** @type {Events} */
export const EVENTS = {
  exchange: { ...WHO, type: "always", duration: "always", expiresAt: "always" },
  cache_hit: { ...WHO, type: "always" },
  retry: { ...WHO, type: "always", delay: "always", attempt: "always", status: "always" },
  renewal_failed: { ...WHO, type: "always", code: "always" },
  rate_limit: {
    ...{ ...WHO, type: "always", status: "always" },
    limit: "sometimes",
    remaining: "sometimes",
    reset: "sometimes",
    burstLimit: "sometimes",
    burstRemaining: "sometimes",
  },
  store_hit: { ...WHO, type: "always", expiresAt: "always" },
  store_failed: { ...WHO, type: "always", operation: "always", reason: "always", error: "sometimes" },
  store_rejected: { ...WHO, type: "always", reason: "always" },
};
