//! The closed list of error codes: code, family, meaning, remedy. `cargo xtask generate` writes the JavaScript types and
//! `docs/errors.md` from it.

use super::{ErrorKind, surface};

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $kind:ident, $remedy:tt; )+) => {
        /// What went wrong, as a stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $( $(#[doc = $doc])+ $name, )+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The code as logs and documentation write it, for example `consent_required`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }

            /// The family of the code.
            #[must_use]
            pub const fn kind(self) -> ErrorKind {
                match self { $( Self::$name => ErrorKind::$kind, )+ }
            }

            /// The usual remedy. Empty for codes whose messages say what to do.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $( Self::$name => surface!($remedy), )+ }
            }

            /// The meaning of the code, as in its documentation.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $( Self::$name => concat!($($doc),+), )+ }
            }
        }
    };
}

codes! {
    /// The integration key is not a GUID.
    ClientIdInvalid = "client_id_invalid", Config,
        "Copy the Integration Key from Docusign's Apps and Keys page. It is a GUID such as 00000000-0000-0000-0000-000000000000.";
    /// The user ID is not a GUID.
    UserIdInvalid = "user_id_invalid", Config,
        "Copy the User ID (older pages: API Username) from Docusign's Apps and Keys page. It is a GUID, but not the API Account ID.";
    /// The user ID is an e-mail address.
    UserIdIsEmail = "user_id_is_email", Config,
        {
            js: "Docusign rejects e-mail addresses here. Use the User ID (a GUID), or let forEmail(email) look it up.",
            rust: "Docusign rejects e-mail addresses here. Use the User ID (a GUID). UserSearch finds it by e-mail address."
        };
    /// The user ID is the integration key.
    UserIdIsClientId = "user_id_is_client_id", Config,
        "Copy the User ID from Docusign's Apps and Keys page: it is above the list of integration keys. For an application token, leave the user ID out.";
    /// The environment is invalid.
    EnvironmentInvalid = "environment_invalid", Config,
        {
            js: "Use \"demo\", \"production\", or { authServer: \"account-d.docusign.com\" } for your own server.",
            rust: "Use Environment::demo(), Environment::production(), or Environment::custom for your own server."
        };
    /// Your own server's address does not use TLS.
    EnvironmentInsecure = "environment_insecure", Config,
        "Use https://. http:// is accepted only for a server on this machine (localhost, 127.0.0.1, [::1]).";
    /// A scope is empty, misspelled, or contains an invalid character.
    ScopeInvalid = "scope_invalid", Config,
        "Write scopes as separate words in lower case, for example [\"signature\", \"impersonation\"]. Do not use commas, quotes, plus signs or percent signs.";
    /// The lifetime of the assertion is out of range.
    LifetimeInvalid = "lifetime_invalid", Config,
        "Pass milliseconds: at least 60000 (one minute), and at most one hour counted from iat. The default is 600000 (10 minutes).";
    /// The redirect URI is invalid or not registered.
    RedirectUriInvalid = "redirect_uri_invalid", Config,
        "Pass the absolute URI exactly as it is registered with the integration key, for example https://example.com/callback.";
    /// A required option is missing.
    OptionMissing = "option_missing", Config,
        "";
    /// An option has the wrong type or value.
    OptionInvalid = "option_invalid", Config,
        "";
    /// The system time is invalid.
    ClockInvalid = "clock_invalid", Config,
        "Pass the time in milliseconds since 1970. In Workers, sign inside a request handler: outside, the clock is 0.";
    /// The URL is not on a server that may receive the token.
    UrlNotAllowed = "url_not_allowed", Config,
        "Use a path such as /restapi/v2.1/accounts/{accountId}/envelopes, or a URL on the account's base URI or on a Docusign API server.";
    /// The user has no access to the account.
    AccountNotAccessible = "account_not_accessible", Config,
        "Use one of the accounts that the message lists, or impersonate a member of this account.";
    /// The user is not a member of any account.
    NoAccount = "no_account", Config,
        "Impersonate a user who is an active member of an account.";
    /// This runtime lacks the WebAssembly core, or a global that the library needs.
    CoreUnavailable = "core_unavailable", Config,
        {
            js: "Follow the instruction in the message. docs/runtimes.md has one for each runtime and bundler.",
            rust: "Follow the instruction in the message."
        };

    /// The private key is empty or was not set.
    KeyEmpty = "key_empty", Key,
        "Check that the environment variable or secret is set. It must contain the RSA private key that Docusign showed for the key pair.";
    /// The value is not a private key in a known format.
    KeyUnrecognized = "key_unrecognized", Key,
        "Pass the whole PEM, from -----BEGIN RSA PRIVATE KEY----- to -----END RSA PRIVATE KEY-----. DER, PKCS#8, JWK and base64 are accepted too.";
    /// The key is incomplete: its end is missing.
    KeyTruncated = "key_truncated", Key,
        "Copy the key again, with its last line -----END RSA PRIVATE KEY-----. Some shells and forms cut the value at the first line break.";
    /// The key is damaged.
    KeyMalformed = "key_malformed", Key,
        "Copy the key again without editing it. If the original is lost, make a new key pair on Docusign's Apps and Keys page.";
    /// The key is a public key.
    KeyPublic = "key_public", Key,
        "Pass the private key of the pair: it begins with -----BEGIN RSA PRIVATE KEY-----. The public key stays with Docusign.";
    /// The value is a certificate, not a private key.
    KeyCertificate = "key_certificate", Key,
        "Pass the private key that belongs to the certificate.";
    /// A passphrase protects the key.
    KeyEncrypted = "key_encrypted", Key,
        "Remove the passphrase: openssl rsa -in encrypted.pem -out private.pem -traditional. Then keep the result in a secret store.";
    /// The key is in OpenSSH's own format.
    KeyOpenssh = "key_openssh", Key,
        "Convert it: ssh-keygen -p -m PEM -f keyfile. Or use the PEM that Docusign showed.";
    /// The key is not an RSA key.
    KeyNotRsa = "key_not_rsa", Key,
        "Use an RSA key: Docusign accepts RS256 signatures only. Make one on Docusign's Apps and Keys page with Generate RSA.";
    /// The key has fewer than 2048 bits.
    KeyTooSmall = "key_too_small", Key,
        "Use a key of 2048 to 4096 bits. Docusign generates 2048.";
    /// The key has more than 4096 bits, or an unsupported public exponent.
    KeyUnsupported = "key_unsupported", Key,
        "Use an RSA key of 2048 to 4096 bits with two primes and exponent 65537, as Docusign generates.";
    /// The numbers in the key do not match each other.
    KeyInconsistent = "key_inconsistent", Key,
        "The key is damaged, or mixed from two keys. Copy it again from the original.";
    /// The key object was freed.
    KeyFreed = "key_freed", Key,
        "Keep the key until the last signature, or parse it again.";
    /// The key object does not allow signing, or does not show its bytes.
    KeyNotUsable = "key_not_usable", Key,
        {
            js: "Pass the PEM. Or give DocusignAuth a CryptoKey for RSASSA-PKCS1-v1_5 with SHA-256 and the usage \"sign\".",
            rust: "Pass the PEM, or sign elsewhere with RSASSA-PKCS1-v1_5 and SHA-256."
        };
    /// Signing failed, or the signature did not verify.
    SigningFailed = "signing_failed", Key,
        "Nothing was sent. Try again. If it fails again, check the key, the signer and the machine.";

    /// The user has not consented to these scopes for this integration key.
    ConsentRequired = "consent_required", ConsentRequired,
        "Ask the user to open the consent URL once, signed in to Docusign as the impersonated user. Scopes, user ID and environment must match this client.";

    /// Docusign could not verify the assertion.
    NoValidKeysOrSignatures = "no_valid_keys_or_signatures", OAuth,
        "Check in this order. The private key must belong to this integration key in this environment. This machine's clock must be right. aud must be the bare host. Keys made in demo do not exist in production.";
    /// The integration key is unknown in this environment.
    IssuerNotFound = "issuer_not_found", OAuth,
        "Check the integration key and the environment. A demo key works in production only after Go-Live.";
    /// The impersonated user is unknown in this environment.
    UserNotFound = "user_not_found", OAuth,
        "Use the User ID (a GUID) of an active user of this environment. Do not use the account ID or an e-mail address. Demo and production have different users.";
    /// Docusign rejects the impersonated user.
    InvalidSubject = "invalid_subject", OAuth,
        "Use the User ID (a GUID) of an active user of this environment. Do not use the account ID or an e-mail address.";
    /// The assertion expired before it reached Docusign.
    ExpiredGrant = "expired_grant", OAuth,
        "Set this machine's clock, or sign a new assertion just before the token request.";
    /// The authorization code has expired or was already used.
    ExpiredClientToken = "expired_client_token", OAuth,
        "Start the login again and exchange the code at once. A code works once, for 2 minutes.";
    /// The integration key may not use this grant, or the secret key is wrong.
    UnauthorizedClient = "unauthorized_client", OAuth,
        "JWT grant: check that the integration key has an RSA key pair. Authorization code and refresh token: check the secret key and the app's settings in Apps and Keys.";
    /// Docusign refused the grant without a specific reason.
    InvalidGrant = "invalid_grant", OAuth,
        "JWT grant: check the private key, the user ID, aud, the clock and the environment. Authorization code: check its age, the redirect URI, the code verifier and the secret key. Refresh token: ask the user to log in again.";
    /// Docusign could not read the request.
    InvalidRequest = "invalid_request", OAuth,
        "A parameter is missing or malformed, or a proxy changed the request.";
    /// Client authentication failed.
    InvalidClient = "invalid_client", OAuth,
        "Check the integration key. For codes and refresh tokens, check the secret key too. Both must belong to this environment.";
    /// A scope is unknown, or not allowed for this integration key.
    InvalidScope = "invalid_scope", OAuth,
        "Check the spelling of the scopes. Check that the account has the product of each scope.";
    /// The grant type is not supported.
    UnsupportedGrantType = "unsupported_grant_type", OAuth,
        "Set grant_type to urn:ietf:params:oauth:grant-type:jwt-bearer, authorization_code or refresh_token. Check that the auth server is Docusign's.";
    /// Docusign refused the access token.
    TokenRejected = "token_rejected", OAuth,
        "Get a new token. If Docusign refuses that too, check the environment, the server, the user and the consent.";
    /// The user may not do this.
    Forbidden = "forbidden", OAuth,
        "Use a user with the permission (the user search needs an account administrator), or a token with the scope.";
    /// Docusign does not know the path or an ID in the request.
    NotFound = "not_found", OAuth,
        "Check the path and the IDs. Demo and production have different accounts, users and envelopes.";
    /// Docusign received too many requests.
    RateLimited = "rate_limited", OAuth,
        {
            js: "Wait before the next request. A token lasts one hour: keep one client, or share a store between isolates.",
            rust: "Wait before the next request. A token lasts one hour: keep one client, or share a store between processes."
        };
    /// Docusign had an internal error.
    ServerError = "server_error", OAuth,
        "Try again later. Keep the reference_id or trace token for Docusign's support.";
    /// Docusign returned an error that this library does not know.
    OAuthUnknown = "oauth_unknown", OAuth,
        {
            js: "Read error, errorDescription and status: they are Docusign's own words.",
            rust: "Read error, error_description and status in the error's detail: they are Docusign's own words."
        };

    /// The user or the administrator declined.
    ConsentDenied = "consent_denied", Redirect,
        "Open the consent URL again and choose Allow Access.";
    /// The state is missing, or differs from the one that was sent.
    StateMismatch = "state_mismatch", Redirect,
        "Do not use this redirect: it may come from another session or from an attacker. Start again with a new state.";
    /// Docusign redirected with an error.
    RedirectFailed = "redirect_failed", Redirect,
        {
            js: "Read error and errorDescription: they are Docusign's own words. Then open the consent URL again.",
            rust: "Read error and error_description in the error's detail: they are Docusign's own words. Then open the consent URL again."
        };
    /// The address is not a Docusign redirect.
    RedirectMalformed = "redirect_malformed", Redirect,
        "Pass the whole address from the browser's address bar after Docusign redirected.";
    /// The ID token has the wrong issuer, audience or time.
    IdTokenInvalid = "id_token_invalid", Redirect,
        "Do not trust this login. Check that the administrator consented in the client's environment, and that this machine's clock is right.";
    /// The ID token does not name an organization.
    OrganizationsMissing = "organizations_missing", Redirect,
        {
            js: "Check that the URL came from adminConsentUrl (scope=openid with admin_consent_scope). Only an administrator of an organization with a claimed domain can consent. Ask them to log out of Docusign and open the URL with prompt=login.",
            rust: "Check that the URL came from admin_consent_url (scope=openid with admin_consent_scope). Only an administrator of an organization with a claimed domain can consent. Ask them to log out of Docusign and open the URL with prompt=login."
        };

    /// No user has this e-mail address.
    UserLookupNone = "user_lookup_none", UserLookup,
        "Check the address, the account and the environment. Demo and production have different users.";
    /// Several active users have this e-mail address.
    UserLookupSeveral = "user_lookup_several", UserLookup,
        {
            js: "Choose one of the error's candidates and call forUser(userId).",
            rust: "Choose one of the error's candidates and pass it to Settings::with_user."
        };
    /// Users with this e-mail address exist, but none is active.
    UserLookupInactive = "user_lookup_inactive", UserLookup,
        "Ask the user to activate the account, or an administrator to reopen it. The error's candidates lists these users.";

    /// The connection failed.
    NetworkFailed = "network_failed", Network,
        "Check that this machine can reach the host (DNS, proxy, firewall).";
    /// No response arrived within the timeout.
    Timeout = "timeout", Network,
        "Docusign or the network did not respond in time. Raise timeout, or try again later.";
    /// The caller canceled the call.
    Aborted = "aborted", Network,
        {
            js: "Your signal was aborted. Call again to start a new attempt.",
            rust: "The caller ended the operation. Call again to start a new one."
        };

    /// The response is not JSON.
    ResponseNotJson = "response_not_json", Response,
        "Check the auth server and the network: a firewall, a proxy or a login page responded in place of Docusign.";
    /// The response is JSON, but not in the expected form.
    ResponseInvalid = "response_invalid", Response,
        "Check the auth server: a server other than Docusign may have responded. If it was Docusign, its API has changed: please report it with this message.";
    /// Docusign issued an application token to a client that acts for a user.
    ApplicationToken = "application_token", Response,
        "The user ID is probably the integration key. Copy the User ID from Docusign's Apps and Keys page.";
    /// Userinfo describes a user other than the impersonated one.
    UserMismatch = "user_mismatch", Response,
        {
            js: "Check authServer, and any proxy in front of it: userinfo must describe the user of the token.",
            rust: "Check the auth server, and any proxy in front of it: userinfo must describe the user of the token."
        };
    /// The response is too large.
    ResponseTooLarge = "response_too_large", Response,
        {
            js: "A server other than Docusign responded. Check authServer and the network.",
            rust: "A server other than Docusign responded. Check the auth server and the network."
        };
    /// The response is a redirect. The client never follows one with a token or an assertion.
    ResponseRedirected = "response_redirected", Response,
        "Check the address. The token was not sent to the target of the redirect.";
    /// The base URI in userinfo is not a Docusign server.
    BaseUriNotAllowed = "base_uri_not_allowed", Response,
        {
            js: "The client sends the token only to Docusign's hosts, or to your own environment's servers. If yours has an API server, set apiServer.",
            rust: "The client sends the token only to Docusign's hosts, or to your own environment's servers. If yours has an API server, pass api_server to Environment::custom."
        };
    /// The WebAssembly instance failed and was replaced.
    Internal = "internal", Response,
        "This is a defect of docusign-jwt. Please report it with this message. The client continues to work.";
}
