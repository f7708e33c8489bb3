//! Keys as JSON Web Key (RFC 7517; RSA by RFC 7518, section 6.3).

use zeroize::Zeroizing;

use super::{KeyFormat, Parsed, base64_text};
use crate::json::{Json, Syntax};
use crate::rs256::KeyParts;
use crate::{Code, Error, Result};

const EXPORT_WHOLE: &str = "Export the key with all its members: n, e, d, p, q, dp, dq, qi.";

/// The members of a JWK. Escapes are taken out of a text in a copy, which is wiped.
struct Jwk<'a>(&'a Json<'a>);

impl Jwk<'_> {
    fn text(&self, name: &str) -> Result<Option<&str>> {
        let value = self.0.member(name).map_err(|_| not_one())?;
        value.map(|value| value.as_text().ok_or_else(not_one)).transpose()
    }

    fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }
}

fn not_one() -> Error {
    Error::new(Code::KeyMalformed, "This begins like a JWK, but is not one.")
}

#[inline(never)]
pub(super) fn parse(text: &str) -> Result<Parsed> {
    let json = Json::parse(text).map_err(|syntax| match syntax {
        Syntax::EndsEarly => Error::new(Code::KeyTruncated, "The JSON of the key ends too early."),
        Syntax::Unexpected => not_one(),
    })?;
    let json = Zeroizing::new(json);
    let jwk = Jwk(&json);
    match jwk.text("kty")? {
        Some("RSA") => {}
        Some(kty @ ("EC" | "OKP" | "oct")) => {
            let message = format!("This JWK is a key of the type {kty}, and not of the type RSA.");
            return Err(Error::new(Code::KeyNotRsa, message));
        }
        None if jwk.has("keys") => {
            let message = "This is a set of JWKs (keys), and not one key.";
            return Err(Error::new(Code::KeyUnrecognized, message)
                .with_remedy("Pass the one of its members that is the private RSA key."));
        }
        _ => return Err(Error::new(Code::KeyUnrecognized, "This is JSON, but no JWK (kty).")),
    }
    if jwk.has("oth") {
        return Err(Error::new(Code::KeyUnsupported, "The key has more than two primes (oth)."));
    }
    if !jwk.has("d") {
        return Err(Error::new(Code::KeyPublic, "This JWK is a public key: it has no d."));
    }
    if jwk.has("n") && !jwk.has("p") && !jwk.has("q") {
        let message = "This JWK has n, e and d, but not the primes p and q.";
        return Err(Error::new(Code::KeyUnsupported, message).with_remedy(EXPORT_WHOLE));
    }
    let parts = KeyParts {
        n: member("n", jwk.text("n")?)?,
        e: member("e", jwk.text("e")?)?,
        d: member("d", jwk.text("d")?)?,
        p: member("p", jwk.text("p")?)?,
        q: member("q", jwk.text("q")?)?,
        dp: optional("dp", jwk.text("dp")?)?,
        dq: optional("dq", jwk.text("dq")?)?,
        qinv: optional("qi", jwk.text("qi")?)?,
    };
    Ok(Parsed { parts, format: KeyFormat::Jwk })
}

fn member(name: &str, value: Option<&str>) -> Result<Vec<u8>> {
    let bytes = optional(name, value)?;
    if bytes.is_empty() {
        let message = format!("The JWK has no {name}.");
        return Err(Error::new(Code::KeyMalformed, message).with_remedy(EXPORT_WHOLE));
    }
    Ok(bytes)
}

fn optional(name: &str, value: Option<&str>) -> Result<Vec<u8>> {
    let decoded =
        base64_text::decode(value.unwrap_or_default().as_bytes()).filter(|decoded| decoded.whole);
    let Some(mut decoded) = decoded else {
        let message = format!("The member {name} of the JWK is not base64url.");
        return Err(Error::new(Code::KeyMalformed, message));
    };
    Ok(std::mem::take(&mut *decoded.bytes))
}
