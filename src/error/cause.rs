//! Why an error usually happens, the likeliest cause first, each with its own remedy.

use super::{Call, Code};

/// One cause that an error may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cause {
    /// What is then the case.
    pub cause: &'static str,
    /// What then helps.
    pub remedy: &'static str,
    /// The call that has this cause; none where every call may have it.
    pub call: Option<Call>,
    /// Only where Docusign's answer has no word of its own.
    pub(crate) wordless: bool,
}

impl Cause {
    /// The cause, and what then helps, as one text.
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.cause, self.remedy)
    }
}

/// Causes as they lie in the program: a line for each, with tabs between call, cause and remedy. A table of
/// [`Cause`] would be a fifth larger.
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

/// [`Causes`] of texts, of which each may have its call before it.
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
            /// The causes this error usually has, the likeliest first; none where the code says it all.
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
        "Open the consent URL, log in as exactly this user, and choose Allow.";
        "Somebody else consented: the browser was logged in as another user, or the e-mail address has several user IDs.",
        "Log out of Docusign, or add prompt=login to the URL, and compare the User ID with sub.";
        "The assertion asks for a scope that the consent URL did not have.",
        "Consent again with the same scopes and impersonation, with %20 between them, never %2B.";
        "The consent was given in the other environment.",
        "Demo and production keep separate consents: consent once more after Go-Live.";
        "The consent was revoked, or the integration key was edited a moment ago.",
        "Consent again; wait about three minutes after an edit.";
        "The assertion has no sub, and no organization has authorized the application.",
        "Let an administrator add it in Docusign Admin, Connected Apps, Authorize Application.";
    NoValidKeysOrSignatures =>
        "The private key is not of a pair that this integration key has in this environment.",
        "Use the key of this integration key, or make a new pair in Apps and Keys. Go-Live copies no key pairs.";
        "The clock of the signer is fast, so that iat or nbf lies in the future.",
        "Set the clock, date iat back by five minutes, and leave nbf out.";
        "aud is not the bare auth host.",
        "Write account-d.docusign.com or account.docusign.com, without https:// and without a slash.";
        "exp is missing.",
        "Set exp, in seconds, at most an hour after iat.";
        "The assertion was signed with another algorithm, or was changed on the way.",
        "Sign with RS256, and send the three parts as base64url without line breaks.";
    IssuerNotFound =>
        "The integration key belongs to the other environment.",
        "A demo key works in production only after Go-Live. Host, aud and key must be of one environment.";
        "aud names another host than the one the request went to.",
        "Use one environment for aud and for the token URL.";
        "The integration key has a typing error, or is another ID.",
        "Copy the Integration Key from Apps and Keys; it is neither the account ID nor the user ID.";
    UserNotFound | InvalidSubject =>
        "sub is the API Account ID, or another ID, in place of the User ID.",
        "Copy the User ID (older pages: API Username) from Apps and Keys.";
        "The user belongs to the other environment.",
        "Demo and production have different users, even with the same e-mail address.";
        "sub is an e-mail address.",
        "Look the user's GUID up by the address first.";
        "The user is closed, or has not activated the account.",
        "Let an administrator reopen the user, or the user activate it.";
    ExpiredGrant =>
        "The clock of the signer is slow.",
        "Set the clock; the Date header of the response shows Docusign's.";
        "The assertion was kept and used later.",
        "Sign a new one for each exchange, and keep the access token instead.";
    ExpiredClientToken =>
        "The code is older than two minutes.",
        "Exchange it as soon as the browser comes back.";
        "The code was used before, for instance by a page that was loaded twice.",
        "Exchange it once, and send the browser to another address afterwards.";
    InvalidGrant =>
        [Jwt] "The private key is not of a pair that this integration key has.",
        "Use the key that Docusign showed for this integration key and environment.";
        [Jwt] "sub is not the User ID of an active user.",
        "Copy the User ID from Apps and Keys; it is neither the account ID nor an e-mail address.";
        [Jwt] "aud is not the bare host of this environment.",
        "Write account-d.docusign.com for demo, account.docusign.com for production.";
        [Jwt] "exp has passed or is missing, or iat lies in the future.",
        "Set the clock, write both in seconds, and date iat back by five minutes.";
        [Jwt] "Integration key, user and host are not of one environment.",
        "Demo and production have different key pairs, users and consents.";
        [Code] "The code is older than two minutes, or was used before.",
        "Exchange it once, as soon as the browser comes back.";
        [Code] "The redirect URI or the code verifier is not that of the login.",
        "Keep both in the session until the exchange.";
        [Code] "The secret key or the Authorization header is wrong.",
        "Send Basic and the base64 of integration key, colon, secret key.";
        [Refresh] "The refresh token has expired, or was replaced by a newer one.",
        "Let the user log in again, and store the new refresh token after each refresh.";
        [Refresh] "The user's consent was revoked.",
        "Let the user log in and consent again.";
        [Refresh] "The Authorization header does not fit, or the body repeats it.",
        "Send Basic and the base64 of integration key, colon, secret key, there only.";
    UnauthorizedClient =>
        [Jwt] "The integration key may not use the JWT grant, or has no RSA key pair here.",
        "Look for the pair in Apps and Keys, Service Integration, of this environment.";
        [Code] "The secret key is wrong, or of another integration key.",
        "Make a new secret key in Apps and Keys.";
        [Code] "The app's settings do not allow this flow, or not from this origin.",
        "Look at Authorization Code Grant, PKCE and the origins in Apps and Keys.";
        [Refresh] "The secret key is wrong, or the refresh token is of another integration key.",
        "Use the integration key and the secret key of the login.";
    InvalidClient =>
        [Jwt] "iss is not an integration key of this environment.",
        "Copy the Integration Key from Apps and Keys; the JWT grant has no secret key.";
        [Code] "The integration key or the secret key is wrong, or of the other environment.",
        "Copy both from Apps and Keys of this environment.";
        [Refresh] "The integration key or the secret key is not that of the login.",
        "Use those of the login, of the same environment.";
    InvalidScope =>
        [Jwt] "A scope in the assertion is misspelled, or the account lacks its product.",
        "Write the scopes with spaces between them, as Docusign lists them.";
        [Code] "A scope in the consent URL is misspelled, or the account lacks its product.",
        "Correct the scopes of the URL.";
        [Refresh] "The login did not have this scope.",
        "Let the user log in with it.";
    InvalidRequest =>
        [Jwt] "grant_type or assertion is missing, was cut, or is no form field.",
        "Send both in the body as application/x-www-form-urlencoded.";
        [Code] "A field such as code or code_verifier is missing or is no form field.",
        "Send application/x-www-form-urlencoded, not JSON.";
        [Refresh] "grant_type or refresh_token is missing or is no form field.",
        "Send both in the body as application/x-www-form-urlencoded.";
        [Api] "The body or a parameter is not what the call takes.",
        "Correct what Docusign's message names.";
    TokenRejected =>
        "The token has expired: one of the JWT grant lives an hour.",
        "Get a new one.";
        "The token is of the other environment, or the server is not the account's.",
        "Take the base URI from userinfo.";
        "Consent was revoked, or the user was closed.",
        "Consent again, or use an active user.";
        "The token is an application token: its assertion had no sub.",
        "Use the token of a user for the eSignature API.";
    Forbidden =>
        "The user is not a member of the account in the URL.",
        "Take the account ID from userinfo.";
        "The user lacks the right for this call; the user search takes an account administrator.",
        "Impersonate a user who has it.";
        "The token lacks a scope.",
        "Ask for the scope, and consent to it first.";
        [Wordless] "A proxy or a firewall answered in Docusign's place.",
        "Look at the body: Docusign answers in JSON.";
    NotFound =>
        "An ID in the URL is unknown in this account.",
        "Check the account ID, and the IDs of envelopes and users.";
        "The request went to the other environment, or to another server than the account's.",
        "Take the account ID and the base URI from userinfo.";
        [Wordless] "The path is wrong.",
        "Begin it with /restapi/v2.1/accounts/ and the account ID.";
    RateLimited =>
        "A token is asked for with every call.",
        "Keep it for its hour: one client for the life of the process, or a shared store.";
        [Api] "The account's hourly calls are used up, or came in a burst.",
        "Wait for the next clock hour, or 30 seconds; use Connect instead of polling.";
    ServerError =>
        "Docusign, or a gateway in front of it, has a passing failure.",
        "Try again with growing pauses; keep the reference or trace for Docusign's support.";
        [Api] "userinfo was called with an expired token.",
        "Get a new token and call once more.";
    OAuthUnknown =>
        [Wordless] "The SDK shows the status only; the reason is in the body of the response.",
        {
            js: "Print the body: in Node error.response.data, or error.response.body.",
            rust: "Print the body of the response."
        };
    ResponseNotJson =>
        "A proxy, a firewall or a login page answered in Docusign's place.",
        "Look at the body, and at who answers at this address.";
        "The request went to another host than the auth host.",
        "Tokens come from account-d.docusign.com or account.docusign.com, not from the API servers.";
    RedirectUriInvalid =>
        "The redirect URI is not registered with the integration key.",
        "Add it in Apps and Keys, Additional settings, Redirect URIs; wait about three minutes.";
        "It is registered, but differs in a character, such as a slash at the end.",
        "Send it exactly as it is registered, encoded once.";
    NetworkFailed =>
        "The name does not resolve, or the network blocks the host.",
        "Check DNS, proxy and firewall for the auth host.";
        "The network allows requests through its proxy only.",
        "Let the program use the proxy: many do not read HTTPS_PROXY by themselves.";
        "A proxy replaces the certificate.",
        "Let the runtime trust the proxy's certificate authority.";
    KeyUnrecognized =>
        "The environment variable holds \\n in two characters, or one line, in place of line breaks.",
        {
            js: "PrivateKey.parse repairs it; with other libraries: key.replaceAll(\"\\\\n\", \"\\n\").",
            rust: "PrivateKey::parse repairs it; for other libraries, replace the two characters by a line break."
        };
        "The BEGIN and END lines are missing.",
        "Paste the key with both, as Docusign showed it.";
        "Docusign's PKCS#1 key was given to something that takes PKCS#8 only, such as WebCrypto.",
        {
            js: "Give it to PrivateKey.parse, or convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem.",
            rust: "Give it to PrivateKey::parse, or convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem."
        };
}

impl Code {
    /// What may be wrong in this call and what to do, where every cause is one of a call.
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
