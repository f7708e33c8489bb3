//! What was sent and must not come back in a message, whatever a server, a proxy or a runtime repeats of it.

use std::fmt;

use base64ct::{Base64, Encoding};
use zeroize::Zeroizing;

use crate::{Error, Request};

/// So many characters in a row give a secret away. A shorter secret counts as a whole.
const TELLING: usize = 12;
/// What is shorter is no secret, and stands in many words.
const SHORTEST: usize = 5;

/// The secrets of a request. `Debug` leaves them out, and their memory is wiped.
#[derive(Clone, Default)]
pub(crate) struct Echo(Vec<Zeroizing<String>>);

impl fmt::Debug for Echo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Echo")
    }
}

impl Echo {
    /// The form's fields, raw and decoded, but for those that everybody may know; and the credentials of the
    /// header `authorization`.
    pub(crate) fn of(request: &Request) -> Self {
        const KNOWN: [&str; 4] = ["grant_type=", "client_id=", "redirect_uri=", "scope="];
        let mut secrets = Vec::new();
        let fields = request.body().unwrap_or_default().split('&');
        for field in fields.filter(|field| !KNOWN.iter().any(|name| field.starts_with(name))) {
            let decoded = form_urlencoded::parse(field.as_bytes()).map(|(_, value)| value);
            secrets.extend(decoded.map(|value| value.into_owned()));
            secrets.extend(field.split_once('=').map(|(_, value)| value.to_owned()));
        }
        let (_, header) =
            request.headers().find(|(name, _)| *name == "authorization").unwrap_or_default();
        if let Some((_, credential)) = header.split_once(' ') {
            secrets.push(credential.to_owned());
            let basic =
                Base64::decode_vec(credential).ok().and_then(|it| String::from_utf8(it).ok());
            let secret = basic.as_ref().and_then(|basic| basic.split_once(':'));
            secrets.extend(secret.map(|(_, secret)| secret.to_owned()));
        }
        secrets.retain(|secret| secret.len() >= SHORTEST);
        Self(secrets.into_iter().map(Zeroizing::new).collect())
    }

    /// The error without the secrets.
    pub(crate) fn cut_from(&self, error: Error) -> Error {
        error.with_texts(|text| self.cut(text))
    }

    fn cut(&self, text: &str) -> String {
        let bytes = text.as_bytes();
        let mut kept = String::new();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            match self.at_start(&bytes[at..]) {
                Some(length) => {
                    kept.push_str(text.get(from..at).unwrap_or_default());
                    kept.push_str("[cut]");
                    at += length;
                    from = at;
                }
                None => at += 1,
            }
        }
        kept.push_str(text.get(from..).unwrap_or_default());
        kept
    }

    /// How much of a secret, or of a part that gives it away, the text begins with.
    fn at_start(&self, text: &[u8]) -> Option<usize> {
        let lengths = self.0.iter().flat_map(|secret| {
            let secret = secret.as_bytes();
            let telling = TELLING.min(secret.len());
            let starts = 0..=secret.len() - telling;
            let common = move |start: usize| {
                let pairs = secret[start..].iter().zip(text);
                pairs.take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count()
            };
            starts.map(common).filter(move |length| *length >= telling)
        });
        lengths.max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_cut_and_nothing_else() {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", "c/1+2=3 4"),
            ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            ("client_id", "c0000000-0000-4000-8000-000000000001"),
            ("redirect_uri", "https://example.com/callback"),
        ];
        let basic = Base64::encode_string(b"c0000000-0000-4000-8000-000000000001:Geh31m");
        let header = format!("Basic {basic}");
        let request =
            Request::form("https://x".into(), &form).with_header("authorization", header.clone());
        let echo = Echo::of(&request);
        for (text, expected) in [
            ("no: dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk!", "no: [cut]!"),
            ("a part: 92K27uhbUJU1p1r", "a part: [cut]"),
            ("in pieces dBjftJeZ4CVP-mB9 2K27uhbUJU1p", "in pieces [cut] [cut]"),
            ("DBJFTJEZ4CVP-MB92K27", "[cut]"),
            ("code c/1+2=3 4, code=c%2F1%2B2%3D3+4", "code [cut], code=[cut]"),
            ("the secret Geh31m is wrong", "the secret [cut] is wrong"),
            (&header, "Basic [cut]"),
            ("ä dBjftJeZ4CVP-mB92 ü", "ä [cut] ü"),
            // What everybody may know stays, and so does what only looks alike.
            (
                "client c0000000-0000-4000-8000-000000000001",
                "client c0000000-0000-4000-8000-000000000001",
            ),
            (
                "https://example.com/callback, grant authorization_code",
                "https://example.com/callback, grant authorization_code",
            ),
            ("code_verifier dBjftJeZ", "code_verifier dBjftJeZ"),
            ("", ""),
        ] {
            assert_eq!(echo.cut(text), expected);
        }
        assert_eq!(Echo::default().cut("as it is"), "as it is");
    }
}
