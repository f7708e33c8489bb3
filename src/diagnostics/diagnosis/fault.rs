//! The closed list of faults that a diagnosis can tell apart beyond an error's own code.

use crate::error::{Code, surface};

macro_rules! faults {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $code:ident, $remedy:tt; )+) => {
        /// The fault behind an error whose code has several possible causes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Fault { $( $(#[doc = $doc])+ $name, )+ }

        impl Fault {
            /// Every fault.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The name of the fault on the command line, in logs and in the documentation.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }

            /// The code of the error that the fault causes.
            #[must_use]
            pub const fn code(self) -> Code {
                match self { $( Self::$name => Code::$code, )+ }
            }

            /// The meaning of the fault, as in its documentation.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $( Self::$name => concat!($($doc),+), )+ }
            }

            /// The usual remedy.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $( Self::$name => surface!($remedy), )+ }
            }
        }
    };
}

faults! {
    /// This machine's clock is fast: Docusign sees assertions from the future.
    ClockFast = "clock_fast", ClockInvalid,
        "Set the clock, and synchronize it (NTP). This library corrects for it, at the cost of one more request. Other libraries do not.";
    /// This machine's clock is slow: assertions expire before they arrive.
    ClockSlow = "clock_slow", ClockInvalid,
        "Set the clock, and synchronize it (NTP). This library corrects for it, at the cost of one more request. Other libraries do not.";
    /// The user has not consented to any of the scopes.
    ConsentMissing = "consent_missing", ConsentRequired,
        "Ask this user to open the link once and choose Allow Access. The browser must not be logged in as another Docusign user.";
    /// The user has consented to some of the scopes, but not to all.
    ConsentScopesMissing = "consent_scopes_missing", ConsentRequired,
        "Ask this user to open the link once, or ask for fewer scopes. Each scope needs its own consent.";
    /// No organization has authorized the application.
    ApplicationNotAuthorized = "application_not_authorized", ConsentRequired,
        "Set the user ID to act as a user. Or ask an administrator of the organization to authorize the application.";
    /// Consent is missing, and without a redirect URI there is no consent URL.
    RedirectUriMissing = "redirect_uri_missing", RedirectUriInvalid,
        "Set the redirect URI to one that is registered with the integration key in Apps and Keys.";
    /// Consent is missing, and the consent page refuses the redirect URI.
    RedirectUriNotRegistered = "redirect_uri_not_registered", RedirectUriInvalid,
        "Register exactly this URI in Apps and Keys, or set a registered one. A change takes some minutes.";
    /// The private key does not belong to the integration key.
    KeyNotRegistered = "key_not_registered", NoValidKeysOrSignatures,
        "Use the private key that Docusign showed for this integration key and environment. Or make a new key pair in Apps and Keys. Keys made in demo do not exist in production.";
    /// The server at the custom address expects another name as `aud`.
    AudienceWrong = "audience_wrong", NoValidKeysOrSignatures,
        "Set the environment (demo or production) in place of the address, or use the server's own name as the address.";
    /// The integration key and the private key belong to the other environment.
    EnvironmentWrong = "environment_wrong", EnvironmentInvalid,
        "Set the environment in which the integration key and its key pair were made. Go-Live copies the integration key, but neither key pairs nor consents.";
    /// The integration key is unknown in both environments.
    ClientIdUnknown = "client_id_unknown", IssuerNotFound,
        "Copy the Integration Key from Apps and Keys again. It is neither the User ID nor the API Account ID.";
    /// The user ID is the account ID.
    UserIdIsAccountId = "user_id_is_account_id", UserNotFound,
        "Copy the User ID from Apps and Keys. It is next to the API Account ID.";
    /// The user ID does not belong to an active user of this environment.
    UserNotActive = "user_not_active", UserNotFound,
        {
            js: "Look up the user with find-user and an administrator's user ID. This ID may be an account ID, a user of the other environment, or a closed or never activated user.",
            rust: "Look up the user with UserSearch and an administrator's user ID. This ID may be an account ID, a user of the other environment, or a closed or never activated user."
        };
    /// A variable sets a proxy, but this program does not use it.
    ProxyIgnored = "proxy_ignored", NetworkFailed,
        {
            js: "Set NODE_USE_ENV_PROXY=1, and HTTPS_PROXY to the proxy. This needs Node 24, or Node 22.21 or newer.",
            rust: "Configure the program's HTTP client to use the proxy of the variable."
        };
    /// The server's name does not resolve.
    DnsFailed = "dns_failed", NetworkFailed,
        "Check the spelling of the server and this machine's DNS. Behind a proxy, only the proxy may resolve names.";
    /// No server listens at the address.
    ConnectionRefused = "connection_refused", NetworkFailed,
        "Check that the server runs, and its port. A firewall can refuse the connection too.";
    /// The server's certificate is not trusted.
    CertificateRejected = "certificate_rejected", NetworkFailed,
        {
            js: "A proxy may replace the certificate: configure this program to trust the proxy's (in Node: NODE_EXTRA_CA_CERTS=file.pem). Never turn off certificate checks.",
            rust: "A proxy may replace the certificate: configure this program to trust the proxy's. Never turn off certificate checks."
        };
    /// A web page responded in place of Docusign.
    ProxyAnswered = "proxy_answered", ResponseNotJson,
        "A proxy, a firewall or a login page intercepts the request, or the auth server is wrong. Ask the network administrator to allow the host.";
}
