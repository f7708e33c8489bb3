//! The options that JavaScript passes to the core, by call. `cargo xtask generate` writes them down
//! for `tests/js/package/types/option_names.ts`, which compares them with `pkg/index.d.ts`.

/// Options of a client, for the core.
pub(crate) const CLIENT: [&str; 10] = [
    "clientId",
    "userId",
    "environment",
    "scopes",
    "redirectUri",
    "accountId",
    "organizationId",
    "timeout",
    "refreshMargin",
    "retry",
];

/// Options of a client that JavaScript keeps.
pub(crate) const CLIENT_IN_JAVASCRIPT: [&str; 8] =
    ["privateKey", "signer", "store", "storeSecret", "fetch", "now", "onEvent", "waitUntil"];

/// Options for your own environment.
pub(crate) const SERVERS: [&str; 3] = ["authServer", "apiServer", "adminServer"];

/// Of a client's `retry`.
pub(crate) const RETRY: [&str; 3] = ["limit", "minDelay", "maxDelay"];

/// Of both kinds of consent URL.
pub(crate) const CONSENT_URL: [&str; 11] = [
    "clientId",
    "environment",
    "scopes",
    "redirectUri",
    "state",
    "prompt",
    "loginHint",
    "uiLocales",
    "codeChallenge",
    "responseType",
    "impersonation",
];

/// Of an assertion.
pub(crate) const ASSERTION: [&str; 5] = ["clientId", "userId", "environment", "scopes", "lifetime"];

/// Of the look into an assertion.
pub(crate) const INSPECTION: [&str; 1] = ["environment"];

/// Of the exchange of an authorization code.
pub(crate) const CODE: [&str; 5] =
    ["code", "redirectUri", "codeVerifier", "clientSecret", "origin"];

/// Of a refresh.
pub(crate) const REFRESH: [&str; 3] = ["refreshToken", "clientSecret", "origin"];

/// Options of the user search.
pub(crate) const USER_SEARCH: [&str; 4] = ["email", "status", "accountId", "organizationId"];

/// Of a call with the token.
pub(crate) const CALL: [&str; 4] = ["target", "method", "accountId", "replayable"];
