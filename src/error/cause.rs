//! Why an error usually happens, the likeliest cause first, each with its own remedy.

use crate::Code;
use crate::json::{Object, ToJson};

/// One cause that an error may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cause {
    /// What is then the case.
    pub cause: &'static str,
    /// What then helps.
    pub remedy: &'static str,
}

impl ToJson for Cause {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("cause", self.cause);
        object.text("remedy", self.remedy);
        object.finish()
    }
}

macro_rules! causes {
    ($( $($code:ident)|+ => $( $cause:literal, $remedy:literal; )+ )+) => {
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
            pub const fn causes(self) -> &'static [Cause] {
                match self {
                    $( $(Self::$code)|+ => &[ $( Cause { cause: $cause, remedy: $remedy } ),+ ], )+
                    _ => &[],
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
        "The assertion has no sub, and no organisation has authorised the application.",
        "Let an administrator add it in Docusign Admin, Connected Apps, Authorize Application.";
    NoValidKeysOrSignatures =>
        "The private key is not of a pair that this integration key has in this environment.",
        "Compare the public key with those in Apps and Keys. Go-Live copies no key pairs: production needs its own.";
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
        "Look the GUID up first: forEmail(email).";
        "The user is closed, or has not activated the account.",
        "Let an administrator reopen the user, or the user activate it.";
    ExpiredGrant =>
        "The clock of the signer is slow.",
        "Set the clock; the Date header of the answer shows Docusign's.";
        "The assertion was kept and used later.",
        "Sign a new one for each exchange, and keep the access token instead.";
    ExpiredClientToken =>
        "The code is older than two minutes.",
        "Exchange it as soon as the browser comes back.";
        "The code was used before, for instance by a page that was loaded twice.",
        "Exchange it once, and send the browser to another address afterwards.";
    UnauthorizedClient =>
        "The secret key is wrong, or of another integration key.",
        "Make a new secret key in Apps and Keys.";
        "The app's settings do not allow this grant.",
        "Look at Authorization Code, Implicit and PKCE in the app's settings.";
    InvalidGrant =>
        "The refresh token has expired, was used before, or consent was revoked.",
        "Let the user log in again, and store the new refresh token after every refresh.";
        "The Authorization header does not fit.",
        "It is Basic and the base64 of integration key, colon, secret key; leave both out of the body then.";
        "Redirect URI or code verifier are not those of the first step.",
        "Keep both in the session until the exchange.";
    InvalidRequest =>
        "The parameters are not a form.",
        "Send application/x-www-form-urlencoded, not JSON and not a query.";
        "A parameter is missing or malformed, such as an assertion that was cut.",
        "Compare grant_type and assertion with the documentation.";
    TokenRejected =>
        "The token has expired: one of the JWT grant lives an hour.",
        "Get a new one; a client of this library does so by itself.";
        "The token is of the other environment, or the server is not the account's.",
        "Take the base URI from userinfo.";
        "Consent was revoked, or the user was closed.",
        "Consent again, or use an active user.";
    Forbidden =>
        "The user is not a member of the account in the URL.",
        "Take the account ID from userinfo.";
        "The user lacks the right: looking up users takes an account administrator.",
        "Impersonate an administrator for it.";
        "The token lacks a scope.",
        "Ask for the scope, and consent to it first.";
    RateLimited =>
        "A token is asked for with every call.",
        "Keep it for its hour: one client for the life of the process, or a store that isolates share.";
        "The account's hourly calls are used up, or came in a burst.",
        "Wait until X-RateLimit-Reset; use Connect instead of polling.";
    ServerError =>
        "Docusign has a passing failure.",
        "Try again with growing pauses; keep the reference or trace for Docusign's support.";
        "userinfo was called with an expired token, which has been seen to answer internal_server_error.",
        "Get a new token and call once more.";
    OAuthUnknown =>
        "The SDK shows the status only; the reason is in the body of the answer.",
        "Print the body: in Node error.response.data, or error.response.body.";
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
        "A proxy replaces the certificate.",
        "Let the runtime trust the proxy's certificate authority.";
    KeyUnrecognized =>
        "The environment variable holds \\n in two characters, or one line, in place of line breaks.",
        "PrivateKey.parse repairs it; with other libraries: key.replaceAll(\"\\\\n\", \"\\n\").";
        "The BEGIN and END lines are missing.",
        "Paste the key with both, as Docusign showed it.";
        "Docusign's PKCS#1 key was given to something that takes PKCS#8 only, such as WebCrypto.",
        "Give it to PrivateKey.parse, or convert it: openssl pkcs8 -topk8 -nocrypt -in key.pem.";
}
