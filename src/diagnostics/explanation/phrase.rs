//! Error sentences of SDKs, runtimes and Docusign's own pages.

use crate::error::Code;
use crate::wire::Find;

const PHRASES: &[(&str, Code)] = &[
    // Pages of /oauth/auth.
    ("redirect uri is not registered", Code::RedirectUriInvalid),
    ("client_id is not registered", Code::IssuerNotFound),
    ("client id provided is not registered", Code::IssuerNotFound),
    // Keys: jsonwebtoken, the IAM SDK, OpenSSL, WebCrypto, BouncyCastle, PyJWT.
    ("must be an asymmetric key", Code::KeyUnrecognized),
    ("invalid rsa private key", Code::KeyUnrecognized),
    ("decoder routines", Code::KeyUnrecognized),
    ("no start line", Code::KeyUnrecognized),
    ("invalid keydata", Code::KeyUnrecognized),
    ("dataerror", Code::KeyUnrecognized),
    ("unexpected pem type", Code::KeyUnrecognized),
    ("could not deserialize key data", Code::KeyUnrecognized),
];

/// The code of the first listed sentence in the text.
pub(super) fn code(text: &str) -> Option<Code> {
    let text = text.to_ascii_lowercase();
    let found = PHRASES.iter().find(|(phrase, _)| text.includes(phrase));
    found.map(|(_, code)| *code)
}
