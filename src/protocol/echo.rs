//! Secrets of a request, which must never appear in a message, even if a server, a proxy or a runtime repeats them.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::protocol::http::Request;

/// So many characters in a row give a secret away. A shorter secret counts as a whole.
const TELLING: usize = 12;
/// A shorter text is not a secret, and occurs in many words.
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
    /// The form's fields, raw and decoded, but for those that everybody may know; and the credential of the header
    /// `authorization`.
    pub(crate) fn of(request: &Request) -> Self {
        const KNOWN: [&str; 3] = ["grant_type", "client_id", "redirect_uri"];
        let mut echo = Self::default();
        for field in request.body().unwrap_or_default().split('&') {
            let Some((name, value)) = field.split_once('=') else { continue };
            if !KNOWN.contains(&name) {
                echo.add(value);
                for (_, decoded) in form_urlencoded::parse(field.as_bytes()) {
                    echo.add(&decoded);
                }
            }
        }
        for (name, value) in request.headers() {
            if name == "authorization" {
                echo.add(value.split(' ').next_back().unwrap_or_default());
            }
        }
        echo
    }

    /// Adds a secret that appears only in encoded form in the request.
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() >= SHORTEST {
            self.0.push(Zeroizing::new(secret.to_owned()));
        }
    }

    /// The error without the secrets.
    pub(crate) fn cut_from(&self, error: Error) -> Error {
        error.with_texts(&|text| self.cut(text))
    }

    fn cut(&self, text: &str) -> String {
        let mut kept = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            match self.length_at(rest) {
                0 => {
                    kept.push(*first);
                    rest = after;
                }
                length => {
                    kept.extend_from_slice(b"[cut]");
                    rest = rest.get(length..).unwrap_or_default();
                }
            }
        }
        String::from_utf8_lossy(&kept).into_owned()
    }

    /// How much of a secret, or of a part that gives it away, the text begins with.
    fn length_at(&self, text: &[u8]) -> usize {
        let mut longest = 0;
        for secret in &self.0 {
            let mut part = secret.as_bytes();
            let telling = TELLING.min(part.len());
            while part.len() >= telling {
                let mut length = 0;
                for (one, other) in part.iter().zip(text) {
                    if !one.eq_ignore_ascii_case(other) {
                        break;
                    }
                    length += 1;
                }
                if length >= telling {
                    longest = longest.max(length);
                }
                part = &part[1..];
            }
        }
        longest
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
        let header = "Basic YzAwMDAwMDAtMDAwMC00MDAwLTgwMDA6R2VoMzFt".to_owned();
        let request =
            Request::form("https://x".into(), &form).with_header("authorization", header.clone());
        let mut echo = Echo::of(&request);
        echo.add("Geh31m");
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
