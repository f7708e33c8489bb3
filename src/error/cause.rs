//! Why an error usually happens, the likeliest cause first, each with its own remedy.

use super::{Call, Code};

/// A possible cause of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cause {
    /// The cause.
    pub cause: &'static str,
    /// The remedy.
    pub remedy: &'static str,
    /// The call that has this cause; `None` if every call may have it.
    pub call: Option<Call>,
    /// Applies only if Docusign's response has no error word.
    pub(crate) wordless: bool,
}

impl Cause {
    /// The cause and the remedy as one text.
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.cause, self.remedy)
    }
}

/// Causes as one text: a line for each, with tabs between call, cause and remedy. A table of [`Cause`] is a fifth
/// larger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Causes(pub(super) &'static str);

impl Causes {
    pub(crate) const NONE: Self = Self("");

    pub(crate) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn first(self) -> Option<Cause> {
        self.list().first().copied()
    }

    pub(crate) fn list(self) -> Vec<Cause> {
        let mut list = Vec::new();
        for line in self.0.split('\n') {
            let mut fields = line.split('\t');
            let (label, cause, remedy) = (fields.next(), fields.next(), fields.next());
            if let (Some(label), Some(cause), Some(remedy)) = (label, cause, remedy) {
                let wordless = label == "Wordless";
                list.push(Cause { cause, remedy, call: Call::named(label), wordless });
            }
        }
        list
    }
}

/// [`Causes`] from texts. A text may have its call in brackets before it.
macro_rules! lines {
    ($( $([$call:ident])? $cause:literal, $remedy:tt; )*) => {
        $crate::error::cause::Causes(concat!(
            $( $( stringify!($call), )? "\t", $cause, "\t", $crate::error::surface!($remedy), "\n", )*
        ))
    };
}
pub(super) use lines;

macro_rules! causes {
    ($( $($code:ident)|+ => $( $([$call:ident])? $cause:literal, $remedy:tt; )+ )+) => {
        impl Code {
            /// Returns the usual causes of this error, the likeliest first; empty if the code itself is the cause.
            ///
            /// ```
            /// use docusign_jwt::Code;
            ///
            /// let causes = Code::NoValidKeysOrSignatures.causes();
            /// assert!(causes[1].cause.contains("clock"));
            /// assert!(Code::KeyEmpty.causes().is_empty());
            /// ```
            #[must_use]
            pub fn causes(self) -> Vec<Cause> {
                self.lines().list()
            }

            pub(crate) const fn lines(self) -> Causes {
                match self {
                    $( $(Self::$code)|+ => lines! { $( $([$call])? $cause, $remedy; )+ }, )+
                    _ => Causes::NONE,
                }
            }
        }
    };
}

causes! {
    ConsentRequired =>
        "This user has never consented for this integration key.",
        "Open the consent URL, log in as this user, and choose Allow Access.";
        "Another user consented: the browser was logged in as someone else, or the e-mail address has several user IDs.",
        "Log out of Docusign, or add prompt=login to the URL. Compare the User ID with sub.";
        "The assertion asks for a scope that was not in the consent URL.",
        "Consent again with the same scopes and impersonation. Separate them with %20, never with %2B.";
        "The user consented in the other environment.",
        "Consent again in this environment: demo and production keep separate consents.";
        "The consent was revoked, or the integration key was edited a moment ago.",
        "Consent again. After an edit, wait about three minutes.";
        "The assertion has no sub, and no organization has authorized the application.",
        "Ask an administrator to add it in Docusign Admin, Connected Apps, Authorize Application.";
    NoValidKeysOrSignatures =>
        "The private key does not belong to this integration key in this environment.",
        "Use a key of this integration key, or make a new key pair in Apps and Keys. Go-Live does not copy key pairs.";
        "The signer's clock is fast, so iat or nbf is in the future.",
        "Set the clock, set iat five minutes in the past, and leave nbf out.";
        "aud is not the bare auth host.",
        "Use account-d.docusign.com or account.docusign.com, without https:// and without a slash.";
        "exp is missing.",
        "Set exp in seconds, at most one hour after iat.";
        "The assertion was signed with another algorithm, or changed on the way.",
        "Sign with RS256. Send the three parts as base64url without line breaks.";
    IssuerNotFound =>
        "The integration key belongs to the other environment.",
        "Use one environment for host, aud and key. A demo key works in production only after Go-Live.";
        "aud names a different host from the one that received the request.",
        "Use the same environment for aud and the token URL.";
        "The integration key has a typo, or is a different ID.",
        "Copy the Integration Key from Apps and Keys. It is neither the account ID nor the user ID.";
    UserNotFound | InvalidSubject =>
        "sub is the API Account ID or another ID, not the User ID.",
        "Copy the User ID (older pages: API Username) from Apps and Keys.";
        "The user belongs to the other environment.",
        "Use the User ID of this environment: the same e-mail address has different User IDs in demo and production.";
        "sub is an e-mail address.",
        "Look up the user's GUID by e-mail address first.";
        "The user is closed or has not activated the account.",
        "Ask an administrator to reopen the user, or the user to activate the account.";
    ExpiredGrant =>
        "The signer's clock is slow.",
        "Set the clock. The Date header of the response shows Docusign's time.";
        "The assertion was stored and used later.",
        "Sign a new assertion for each token request, and cache the access token instead.";
    ExpiredClientToken =>
        "The code is older than two minutes.",
        "Exchange the code as soon as the browser comes back.";
        "The code was already used, for example by a page that was loaded twice.",
        "Exchange the code once, then redirect the browser to another address.";
    InvalidGrant =>
        [Jwt] "The private key does not belong to this integration key.",
        "Use the private key that Docusign showed for this integration key and environment.";
        [Jwt] "sub is not the User ID of an active user.",
        "Copy the User ID from Apps and Keys. It is neither the account ID nor an e-mail address.";
        [Jwt] "aud is not the bare host of this environment.",
        "Use account-d.docusign.com for demo, account.docusign.com for production.";
        [Jwt] "exp has passed or is missing, or iat is in the future.",
        "Set the clock. Write both in seconds, with iat five minutes in the past.";
        [Jwt] "Integration key, user and host belong to different environments.",
        "Use one environment for all: demo and production have different key pairs, users and consents.";
        [Code] "The code is older than two minutes, or was already used.",
        "Exchange the code once, as soon as the browser comes back.";
        [Code] "The redirect URI or the code verifier differs from the login's.",
        "Keep both in the session until the code exchange.";
        [Code] "The secret key or the Authorization header is wrong.",
        "Send Authorization: Basic with base64(integration key:secret key).";
        [Refresh] "The refresh token has expired, or a newer one has replaced it.",
        "Ask the user to log in again. Store the new refresh token after each refresh.";
        [Refresh] "The user's consent was revoked.",
        "Ask the user to log in and consent again.";
        [Refresh] "The Authorization header is wrong, or the body repeats its values.",
        "Send Authorization: Basic with base64(integration key:secret key), and neither of them in the body.";
    UnauthorizedClient =>
        [Jwt] "The integration key may not use the JWT grant, or has no RSA key pair in this environment.",
        "Check the key pair in Apps and Keys, Service Integration, of this environment.";
        [Code] "The secret key is wrong, or belongs to another integration key.",
        "Make a new secret key in Apps and Keys.";
        [Code] "The app's settings do not allow this flow, or this origin.",
        "Check Authorization Code Grant, PKCE and the origins in Apps and Keys.";
        [Refresh] "The secret key is wrong, or the refresh token belongs to another integration key.",
        "Use the same integration key and secret key as the login.";
    InvalidClient =>
        [Jwt] "iss is not an integration key of this environment.",
        "Copy the Integration Key from Apps and Keys. The JWT grant does not use a secret key.";
        [Code] "The integration key or the secret key is wrong, or belongs to the other environment.",
        "Copy both from Apps and Keys of this environment.";
        [Refresh] "The integration key or the secret key differs from the login's.",
        "Use the same integration key, secret key and environment as the login.";
    InvalidScope =>
        [Jwt] "A scope in the assertion is misspelled, or the account lacks its product.",
        "Separate the scopes with spaces. Spell them as Docusign lists them.";
        [Code] "A scope in the consent URL is misspelled, or the account lacks its product.",
        "Correct the scopes in the URL.";
        [Refresh] "The login did not ask for this scope.",
        "Ask the user to log in again with this scope.";
    InvalidRequest =>
        [Jwt] "grant_type or assertion is missing, cut, or not a form field.",
        "Send both in the body as application/x-www-form-urlencoded.";
        [Code] "A field such as code or code_verifier is missing or not a form field.",
        "Send application/x-www-form-urlencoded, not JSON.";
        [Refresh] "grant_type or refresh_token is missing or not a form field.",
        "Send both in the body as application/x-www-form-urlencoded.";
        [Api] "The body or a parameter is wrong for this call.",
        "Correct what Docusign's message names.";
    TokenRejected =>
        "The token has expired: a token of the JWT grant lasts one hour.",
        "Get a new token.";
        "The token belongs to the other environment, or the request went to another account's server.",
        "Take the base URI from userinfo.";
        "The consent was revoked, or the user was closed.",
        "Consent again, or use an active user.";
        "The token is an application token: its assertion had no sub.",
        "Use the token of a user for the eSignature API.";
    Forbidden =>
        "The user is not a member of the account in the URL.",
        "Take the account ID from userinfo.";
        "The user lacks the permission for this call. The user search needs an account administrator.",
        "Impersonate a user with the permission.";
        "The token lacks a scope.",
        "Ask for the scope, and consent to it first.";
        [Wordless] "A proxy or a firewall responded in place of Docusign.",
        "Check the body: Docusign's responses are JSON.";
    NotFound =>
        "An ID in the URL is unknown in this account.",
        "Check the account ID, and the IDs of envelopes and users.";
        "The request went to the other environment, or to a server other than the account's.",
        "Take the account ID and the base URI from userinfo.";
        [Wordless] "The path is wrong.",
        "Start the path with /restapi/v2.1/accounts/ and the account ID.";
    RateLimited =>
        "The program requests a token for every call.",
        "Reuse the token for its hour: keep one client per process, or share a store.";
        [Api] "The account has used up its hourly calls, or sent a burst.",
        "Wait for the next clock hour, or after a burst 30 seconds. Use Connect instead of polling.";
    ServerError =>
        "Docusign or a gateway in front of it has a temporary failure.",
        "Retry with increasing delays. Keep the reference or trace for Docusign's support.";
        [Api] "Userinfo was called with an expired token.",
        "Get a new token and call again.";
    OAuthUnknown =>
        [Wordless] "The SDK shows only the status. The reason is in the body of the response.",
        {
            js: "Print the body: in Node error.response.data, or error.response.body.",
            rust: "Print the body of the response."
        };
    ResponseNotJson =>
        "A proxy, a firewall or a login page responded in place of Docusign.",
        "Check the body, and the server at this address.";
        "The request went to a host other than the auth host.",
        "Request tokens from account-d.docusign.com or account.docusign.com, not from the API servers.";
    RedirectUriInvalid =>
        "The redirect URI is not registered with the integration key.",
        "Add it in Apps and Keys, Additional settings, Redirect URIs. Then wait about three minutes.";
        "The registered URI differs in a character, such as a slash at the end.",
        "Send it exactly as registered, percent-encoded once.";
    NetworkFailed =>
        "The name does not resolve, or the network blocks the host.",
        "Check DNS, proxy and firewall for the auth host.";
        "The network allows requests through its proxy only.",
        "Configure the program to use the proxy: many programs do not read HTTPS_PROXY.";
        "A proxy replaces the server's certificate.",
        "Configure the runtime to trust the proxy's certificate authority.";
    KeyUnrecognized =>
        "The environment variable contains literal \\n, or a single line, in place of line breaks.",
        {
            js: "Use PrivateKey.parse, which repairs it. With other libraries: key.replaceAll(\"\\\\n\", \"\\n\").",
            rust: "Use PrivateKey::parse, which repairs it. For other libraries, replace the two characters with a line break."
        };
        "The BEGIN and END lines are missing.",
        "Paste the key with both lines, as Docusign showed it.";
        "The key is PKCS#1, but the library accepts only PKCS#8, for example WebCrypto.",
        {
            js: "Pass it to PrivateKey.parse, or convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem.",
            rust: "Pass it to PrivateKey::parse, or convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem."
        };
}

impl Code {
    /// Returns the causes and remedies for one call, if every cause of this code belongs to a call.
    pub(crate) fn advice(self, call: Call) -> Option<String> {
        let causes = self.causes();
        if causes.iter().any(|one| one.call.is_none()) {
            return None;
        }
        let mut causes = causes.into_iter().filter(|one| one.call == Some(call));
        let first = causes.next()?;
        let mut others = String::new();
        for other in causes {
            others.push_str(" Or: ");
            others.push_str(other.cause);
        }
        let order = if others.is_empty() { "" } else { ", the likeliest cause first" };
        Some(format!("{}{order}: {}{others} {}", call.label(), first.cause, first.remedy))
    }
}
