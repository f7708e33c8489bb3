//! The closed list of faults that a diagnosis can tell apart beyond an error's own code.

use crate::error::{Code, surface};

macro_rules! faults {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $code:ident, $remedy:tt; )+) => {
        /// What is behind an error whose code alone leaves several causes open.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Fault { $( $(#[doc = $doc])+ $name, )+ }

        impl Fault {
            /// Every fault there is.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The fault as the command line, logs and documentation write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }

            /// The code of the error that it stands behind.
            #[must_use]
            pub const fn code(self) -> Code {
                match self { $( Self::$name => Code::$code, )+ }
            }

            /// What it means, as its documentation says.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $( Self::$name => concat!($($doc),+), )+ }
            }

            /// How it is mended, usually.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $( Self::$name => surface!($remedy), )+ }
            }
        }
    };
}

faults! {
    /// This machine's clock is fast: assertions would be from the future.
    ClockFast = "clock_fast", ClockInvalid,
        "Set the clock, and let it be kept (NTP). This library corrects it with the Date of a refusal, at the cost of one more request; nothing else does.";
    /// This machine's clock is slow: assertions would have expired.
    ClockSlow = "clock_slow", ClockInvalid,
        "Set the clock, and let it be kept (NTP). This library corrects it with the Date of a refusal, at the cost of one more request; nothing else does.";
    /// The user has consented to nothing that was asked for.
    ConsentMissing = "consent_missing", ConsentRequired,
        "Let this very user open the link once, logged out of any other Docusign user, and choose Allow Access.";
    /// The user has consented, but not to all scopes.
    ConsentScopesMissing = "consent_scopes_missing", ConsentRequired,
        "Ask for fewer scopes, or let this very user open the link once: consent holds for each scope by itself.";
    /// No organization has authorized the application.
    ApplicationNotAuthorized = "application_not_authorized", ConsentRequired,
        "Set the user ID to act as a user, or let an administrator of the organization authorize the application.";
    /// Nobody has consented, and without a redirect URI there is no link to send.
    RedirectUriMissing = "redirect_uri_missing", RedirectUriInvalid,
        "Set the redirect URI to one that is registered with the integration key in Apps and Keys.";
    /// Nobody has consented, and the consent page refuses the redirect URI.
    RedirectUriNotRegistered = "redirect_uri_not_registered", RedirectUriInvalid,
        "Register it in Apps and Keys, character for character, or set one that is registered there. A change takes some minutes.";
    /// The key belongs to no key pair of the integration key.
    KeyNotRegistered = "key_not_registered", NoValidKeysOrSignatures,
        "Use the key that Docusign showed for this integration key in this environment, or make a new key pair in Apps and Keys. Keys made in demo do not exist in production.";
    /// The server behind the custom address is called otherwise, and wants that name as `aud`.
    AudienceWrong = "audience_wrong", NoValidKeysOrSignatures,
        "Name the environment (demo or production) in place of the address, or let the address be the name that the server goes by.";
    /// Integration key and private key are of the other environment.
    EnvironmentWrong = "environment_wrong", EnvironmentInvalid,
        "Name the environment in which the integration key and its key pair were made. Going live copies the integration key, but neither key pairs nor consents.";
    /// The integration key is in neither environment.
    ClientIdUnknown = "client_id_unknown", IssuerNotFound,
        "Copy the Integration Key from Apps and Keys again; it is neither the User ID nor the API Account ID.";
    /// The account ID stands where the user ID belongs.
    UserIdIsAccountId = "user_id_is_account_id", UserNotFound,
        "Copy the User ID from Apps and Keys: it stands beside the API Account ID.";
    /// The user ID is that of no active user of this environment.
    UserNotActive = "user_not_active", UserNotFound,
        {
            js: "Look it up with find-user and an administrator's user ID. It may be an account ID, a user of the other environment, or a user who was closed or never activated.",
            rust: "Look it up with UserSearch and an administrator's user ID. It may be an account ID, a user of the other environment, or a user who was closed or never activated."
        };
    /// A variable names a proxy, but this program does not use it.
    ProxyIgnored = "proxy_ignored", NetworkFailed,
        {
            js: "Set NODE_USE_ENV_PROXY=1, and HTTPS_PROXY to the proxy. Node 24, and Node 22.21 or newer, then use it; older versions do not.",
            rust: "Let the HTTP client of the program use the proxy that the variable names."
        };
    /// The server's name could not be resolved.
    DnsFailed = "dns_failed", NetworkFailed,
        "Check the spelling of the server and this machine's DNS; behind a proxy, names may be resolved only by it.";
    /// Nothing listens at the server's address.
    ConnectionRefused = "connection_refused", NetworkFailed,
        "Is the server running, and is its port right? A firewall answers like this, too.";
    /// The server's certificate is not trusted.
    CertificateRejected = "certificate_rejected", NetworkFailed,
        {
            js: "A proxy may open TLS on the way: let this program trust its certificate (in Node: NODE_EXTRA_CA_CERTS=file.pem). Never switch the check off.",
            rust: "A proxy may open TLS on the way: let this program trust its certificate. Never switch the check off."
        };
    /// A web page answered in place of Docusign.
    ProxyAnswered = "proxy_answered", ResponseNotJson,
        "A proxy, a firewall or a login page of the network stands in between, or the auth server is set to another server. Let this machine reach it directly.";
}
