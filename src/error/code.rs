//! The closed list of error codes: code, family, meaning, remedy. `cargo xtask generate` writes the JavaScript types and
//! `docs/errors.md` from it.

use super::surface;

/// The family of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting or an argument is wrong; nothing was sent.
    Config,
    /// The private key cannot be used.
    Key,
    /// The user, or an administrator, has not consented yet.
    ConsentRequired,
    /// Docusign answered with an OAuth or API error.
    OAuth,
    /// The address the browser came back with is not a success.
    Redirect,
    /// The look-up of a user by e-mail did not end at one active user.
    UserLookup,
    /// No answer: connection, timeout, abort.
    Network,
    /// An answer that cannot be understood.
    Response,
}

impl ErrorKind {
    /// The name of the class that such an error has in the npm package.
    #[must_use]
    pub const fn class_name(self) -> &'static str {
        match self {
            Self::Config => "ConfigError",
            Self::Key => "KeyError",
            Self::ConsentRequired => "ConsentRequiredError",
            Self::OAuth => "OAuthError",
            Self::Redirect => "RedirectError",
            Self::UserLookup => "UserLookupError",
            Self::Network => "NetworkError",
            Self::Response => "ResponseError",
        }
    }
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $kind:ident, $remedy:tt; )+) => {
        /// What went wrong, as a stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $( $(#[doc = $doc])+ $name, )+ }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The code as logs and documentation write it, such as `consent_required`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }

            /// The family the code belongs to.
            #[must_use]
            pub const fn kind(self) -> ErrorKind {
                match self { $( Self::$name => ErrorKind::$kind, )+ }
            }

            /// What to do next, usually.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $( Self::$name => surface!($remedy), )+ }
            }

            /// What the code means, as its documentation says.
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
        "Copy the Integration Key from Docusign's Apps and Keys page; it is a GUID such as 00000000-0000-0000-0000-000000000000.";
    /// The user ID is not a GUID.
    UserIdInvalid = "user_id_invalid", Config,
        "Copy the User ID (older pages: API Username) from Docusign's Apps and Keys page; it is a GUID, and not the API Account ID.";
    /// An e-mail address stands where the user ID belongs.
    UserIdIsEmail = "user_id_is_email", Config,
        {
            js: "Docusign does not take an e-mail as the user to impersonate. Use the user's GUID, or let forEmail(email) look it up.",
            rust: "Docusign does not take an e-mail as the user to impersonate. Use the user's GUID; UserSearch finds it by the e-mail."
        };
    /// The integration key stands where the user ID belongs.
    UserIdIsClientId = "user_id_is_client_id", Config,
        "Copy the User ID from Docusign's Apps and Keys page: it stands above the list of integration keys. For an application token, leave the user ID out.";
    /// The environment is not one that can be used.
    EnvironmentInvalid = "environment_invalid", Config,
        {
            js: "Use \"demo\", \"production\", or { authServer: \"account-d.docusign.com\" } for a server of your own.",
            rust: "Use Environment::demo(), Environment::production(), or Environment::custom for a server of your own."
        };
    /// A server of one's own would be called without TLS.
    EnvironmentInsecure = "environment_insecure", Config,
        "Use https://; http:// is accepted only for a server on this machine (localhost, 127.0.0.1, [::1]).";
    /// A scope is empty, is misspelled, or has characters that a scope cannot have.
    ScopeInvalid = "scope_invalid", Config,
        "Give scopes as separate words in lower case, such as [\"signature\", \"impersonation\"]; no commas, quotes, plus or percent signs.";
    /// The lifetime of the assertion is out of range.
    LifetimeInvalid = "lifetime_invalid", Config,
        "Give milliseconds, at least 60000 (a minute) and at most one hour counted from iat; the default is 600000 (10 minutes).";
    /// The redirect URI cannot be used.
    RedirectUriInvalid = "redirect_uri_invalid", Config,
        "Give the absolute URI exactly as it is registered with the integration key, such as https://example.com/callback.";
    /// An option that is needed here is missing.
    OptionMissing = "option_missing", Config,
        "Set the option that the message names.";
    /// An option has the wrong type or value.
    OptionInvalid = "option_invalid", Config,
        "Correct the option that the message names.";
    /// The clock shows a time that cannot be.
    ClockInvalid = "clock_invalid", Config,
        "Give the time in milliseconds since 1970. In Workers the clock stands at 0 outside a request: sign inside the handler.";
    /// A call with the token was addressed to a server the token is not for.
    UrlNotAllowed = "url_not_allowed", Config,
        "Use a path such as /restapi/v2.1/accounts/{accountId}/envelopes, or a URL on the account's own base URI or on an API server of Docusign.";
    /// The user has no access to the account that was named.
    AccountNotAccessible = "account_not_accessible", Config,
        "Use one of the accounts the message lists, or impersonate a user who is a member of this account.";
    /// The user is a member of no account.
    NoAccount = "no_account", Config,
        "Impersonate a user who is an active member of an account.";
    /// The WebAssembly core, or a global that the library needs, is missing in this runtime.
    CoreUnavailable = "core_unavailable", Config,
        {
            js: "Do what the message says for this runtime or bundle; docs/runtimes.md lists them.",
            rust: "Do what the message says for this runtime."
        };

    /// No key was given.
    KeyEmpty = "key_empty", Key,
        "Give the RSA private key that Docusign showed when the key pair was made. Is the environment variable or secret set?";
    /// The input is no key in any known format.
    KeyUnrecognized = "key_unrecognized", Key,
        "Give the whole PEM, from -----BEGIN RSA PRIVATE KEY----- to -----END RSA PRIVATE KEY-----, or the same key as DER, PKCS#8, JWK or base64.";
    /// The key ends too early, or its end is missing.
    KeyTruncated = "key_truncated", Key,
        "Copy the key again, with its last line -----END RSA PRIVATE KEY-----. Some shells and forms cut at the first line break.";
    /// The key's bytes are damaged.
    KeyMalformed = "key_malformed", Key,
        "Copy the key again, without editing it; if the original is lost, make a new key pair in Docusign's Apps and Keys page.";
    /// A public key was given.
    KeyPublic = "key_public", Key,
        "Give the private key of the pair: the block that begins with -----BEGIN RSA PRIVATE KEY-----. The public key stays with Docusign.";
    /// A certificate was given.
    KeyCertificate = "key_certificate", Key,
        "Give the private key that belongs to the certificate, not the certificate.";
    /// The key is protected by a passphrase.
    KeyEncrypted = "key_encrypted", Key,
        "Take the passphrase off: openssl rsa -in encrypted.pem -out private.pem -traditional. Then keep the result in a secret store.";
    /// The key is in OpenSSH's own format.
    KeyOpenssh = "key_openssh", Key,
        "Convert it: ssh-keygen -p -m PEM -f keyfile. Or use the PEM that Docusign showed.";
    /// The key is not an RSA key.
    KeyNotRsa = "key_not_rsa", Key,
        "Docusign signs with RS256, which takes an RSA key. Make one in Docusign's Apps and Keys page with Generate RSA.";
    /// The key has fewer than 2048 bits.
    KeyTooSmall = "key_too_small", Key,
        "Use a key of 2048 bits, as Docusign generates, or up to 4096.";
    /// The key has more than 4096 bits, or an exponent that nobody uses.
    KeyUnsupported = "key_unsupported", Key,
        "Use an ordinary RSA key of 2048 to 4096 bits with two primes and exponent 65537, as Docusign generates.";
    /// The key's numbers do not belong together.
    KeyInconsistent = "key_inconsistent", Key,
        "The key was damaged or put together from two keys. Copy it again from where it was first stored.";
    /// The key object was freed.
    KeyFreed = "key_freed", Key,
        "Keep the key until the last signature, or parse it again.";
    /// The key may not sign, or may not be read.
    KeyNotUsable = "key_not_usable", Key,
        {
            js: "Pass the PEM, or give DocusignAuth a CryptoKey that is RSASSA-PKCS1-v1_5 with SHA-256 and has the usage \"sign\".",
            rust: "Pass the PEM, or sign elsewhere by RSASSA-PKCS1-v1_5 with SHA-256."
        };
    /// The signature could not be made, or did not verify.
    SigningFailed = "signing_failed", Key,
        "Nothing was sent. Try again; if it stays, the key, the signer or the machine is at fault.";

    /// Nobody has consented to these scopes for this user and integration key.
    ConsentRequired = "consent_required", ConsentRequired,
        "Let the user open the consent URL once and log in as the user who is to be impersonated. The scopes, the user ID and the environment must be the same as here.";

    /// Docusign could not verify the assertion.
    NoValidKeysOrSignatures = "no_valid_keys_or_signatures", OAuth,
        "In this order: does the private key belong to this integration key in this environment; is this machine's clock right; is aud the bare host. Keys made in demo do not exist in production.";
    /// The integration key is unknown in this environment.
    IssuerNotFound = "issuer_not_found", OAuth,
        "Is the integration key right, and does it exist in this environment? A demo key is in production only after Go-Live.";
    /// The user to impersonate is unknown in this environment.
    UserNotFound = "user_not_found", OAuth,
        "Give the User ID (a GUID) of an active user of this environment: not the account ID, not an e-mail, not a closed user. Demo and production have different users.";
    /// The user to impersonate cannot be used.
    InvalidSubject = "invalid_subject", OAuth,
        "Give the User ID (a GUID) of an active user of this environment: not the account ID, not an e-mail, not a closed user.";
    /// The assertion had expired when it arrived.
    ExpiredGrant = "expired_grant", OAuth,
        "Set this machine's clock, or sign a new assertion just before the exchange.";
    /// The authorization code is too old or was used before.
    ExpiredClientToken = "expired_client_token", OAuth,
        "An authorization code works once and for 2 minutes. Start the login again and exchange the code at once.";
    /// The integration key may not use this grant, or the secret is wrong.
    UnauthorizedClient = "unauthorized_client", OAuth,
        "JWT grant: check that the integration key has an RSA key pair. Authorization code and refresh token: check the secret key and the app's settings in Apps and Keys.";
    /// The grant was refused without a known reason.
    InvalidGrant = "invalid_grant", OAuth,
        "JWT grant: check the private key, the user ID, aud, the clock and the environment. Authorization code: check its age, the redirect URI, the code verifier and the secret key. Refresh token: let the user log in again.";
    /// Docusign could not read the request.
    InvalidRequest = "invalid_request", OAuth,
        "A parameter is missing or malformed, or a proxy on the way changed the request.";
    /// The client authentication failed.
    InvalidClient = "invalid_client", OAuth,
        "Check the integration key and, for codes and refresh tokens, the secret key. Both must be of this environment.";
    /// A scope is unknown, or not allowed for this integration key.
    InvalidScope = "invalid_scope", OAuth,
        "Check the spelling of the scopes, and that the account has the product they belong to.";
    /// The grant type is not supported.
    UnsupportedGrantType = "unsupported_grant_type", OAuth,
        "Write grant_type as Docusign does: urn:ietf:params:oauth:grant-type:jwt-bearer, authorization_code or refresh_token. Check that the auth server is Docusign's.";
    /// The token was refused.
    TokenRejected = "token_rejected", OAuth,
        "Get a fresh token. If that is refused too, check the environment, the server, the user and the consent.";
    /// The user may not do this.
    Forbidden = "forbidden", OAuth,
        "Use a user with the right (the user search needs an account administrator), or a token with the scope.";
    /// The URL or the body names something that Docusign does not know.
    NotFound = "not_found", OAuth,
        "Check the path and the IDs. Demo and production have different accounts, users and envelopes.";
    /// Too many requests.
    RateLimited = "rate_limited", OAuth,
        {
            js: "Wait before the next request. A token lasts an hour: keep one client, or share a store between isolates.",
            rust: "Wait before the next request. A token lasts an hour: keep one client, or share a store between processes."
        };
    /// Docusign had an internal error.
    ServerError = "server_error", OAuth,
        "Try later, and keep reference_id or trace token for Docusign's support.";
    /// An error that is on no list.
    OAuthUnknown = "oauth_unknown", OAuth,
        {
            js: "Look at error, errorDescription and status; they are Docusign's own words.",
            rust: "Look at the error's detail: error, error_description and status are Docusign's own words."
        };

    /// The user, or the administrator, declined.
    ConsentDenied = "consent_denied", Redirect,
        "Consent was declined in the browser. Open the consent URL again and choose Allow.";
    /// The state is missing, or not the one that was sent.
    StateMismatch = "state_mismatch", Redirect,
        "Do not use this redirect: it may come from another session or from an attacker. Start again with a fresh state.";
    /// Docusign came back with an error.
    RedirectFailed = "redirect_failed", Redirect,
        {
            js: "Look at error and errorDescription; they are Docusign's own words. Then open the consent URL again.",
            rust: "Look at the error's detail: error and error_description are Docusign's own words. Then open the consent URL again."
        };
    /// The address is not one that Docusign redirects to.
    RedirectMalformed = "redirect_malformed", Redirect,
        "Pass the whole address from the browser's address bar after Docusign sent it back.";
    /// The ID token does not fit: wrong issuer, audience or time.
    IdTokenInvalid = "id_token_invalid", Redirect,
        "Do not trust this login. Is the client's environment the one in which the administrator consented, and this machine's clock right?";
    /// The ID token names no organization.
    OrganizationsMissing = "organizations_missing", Redirect,
        {
            js: "Was the URL from adminConsentUrl (scope=openid with admin_consent_scope)? Only an organization administrator with a claimed domain can consent; let him log out of Docusign, open the URL with prompt=login, and try again.",
            rust: "Was the URL from admin_consent_url (scope=openid with admin_consent_scope)? Only an organization administrator with a claimed domain can consent; let him log out of Docusign, open the URL with prompt=login, and try again."
        };

    /// Nobody has this e-mail.
    UserLookupNone = "user_lookup_none", UserLookup,
        "Check the address, the account it was looked up in, and the environment; demo and production have different users.";
    /// Several active users have this e-mail.
    UserLookupSeveral = "user_lookup_several", UserLookup,
        {
            js: "Choose one of the error's candidates and call forUser(userId).",
            rust: "Choose one of the error's candidates, and act for that user: Settings::with_user."
        };
    /// There are users with this e-mail, but none is active.
    UserLookupInactive = "user_lookup_inactive", UserLookup,
        "Let the user activate the account, or an administrator reopen it; candidates says who they are.";

    /// The connection failed.
    NetworkFailed = "network_failed", Network,
        "Is the host reachable from here (DNS, proxy, firewall)?";
    /// No answer within the timeout.
    Timeout = "timeout", Network,
        "Docusign, or the network on the way, did not answer in time. Raise timeout, or try later.";
    /// The caller gave up.
    Aborted = "aborted", Network,
        {
            js: "The signal that was passed was aborted.",
            rust: "The caller ended the operation; call again to start it anew."
        };

    /// The answer is not JSON.
    ResponseNotJson = "response_not_json", Response,
        "Something other than Docusign answered: a firewall, a proxy or a login page. Check the auth server and the network.";
    /// The answer is JSON, but not what belongs there.
    ResponseInvalid = "response_invalid", Response,
        "Something other than Docusign answered, or Docusign has changed. Please report it with the message.";
    /// Docusign issued an application token to a client that acts for a user.
    ApplicationToken = "application_token", Response,
        "The user ID is probably the integration key. Copy the User ID from Docusign's Apps and Keys page.";
    /// Userinfo describes another user than the one that the client impersonates.
    UserMismatch = "user_mismatch", Response,
        {
            js: "Check authServer and what stands before it: userinfo must describe the user that the token is for.",
            rust: "Check the auth server and what stands before it: userinfo must describe the user that the token is for."
        };
    /// The answer is larger than anything that belongs there.
    ResponseTooLarge = "response_too_large", Response,
        {
            js: "Something other than Docusign answered. Check authServer and the network.",
            rust: "Something other than Docusign answered. Check the auth server and the network."
        };
    /// The answer is a redirect, which is never followed with a token or an assertion.
    ResponseRedirected = "response_redirected", Response,
        "Check the address; the token was not sent to the place the redirect names.";
    /// The base URI in userinfo is not Docusign's.
    BaseUriNotAllowed = "base_uri_not_allowed", Response,
        {
            js: "The token is sent only to Docusign's hosts, or to the servers of your own environment; set apiServer if yours has one.",
            rust: "The token is sent only to Docusign's hosts, or to the servers of your own environment; pass api_server to Environment::custom if yours has one."
        };
    /// The wasm instance failed and was replaced.
    Internal = "internal", Response,
        "This is a defect of docusign-jwt; the client works on. Please report it with the message.";
}
