//! Keys as JSON Web Key (RFC 7517; RSA by RFC 7518, section 6.3).

use super::{KeyFormat, Parsed, base64_text, codes};
use crate::crypto::rs256::KeyParts;
use crate::error::{Code, Error, Result};
use crate::wire::Json;

const EXPORT_WHOLE: &str = "Export the key with all its members: n, e, d, p, q, dp, dq, qi.";

/// The members of a JWK.
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
    Error::new(Code::KeyMalformed, "A member of this JWK has a value of the wrong type.")
}

#[inline(never)]
pub(super) fn parse(json: &Json<'_>) -> Result<Parsed> {
    let jwk = Jwk(json);
    match jwk.text("kty")? {
        Some("RSA") => {}
        Some(kty @ ("EC" | "OKP" | "oct")) => {
            let message = format!("This JWK is a key of type {kty}, not RSA.");
            return Err(Error::new(Code::KeyNotRsa, message));
        }
        _ => return Err(Error::new(Code::KeyUnrecognized, "The kty of this JWK is not RSA.")),
    }
    if jwk.has("oth") {
        return Err(Error::new(Code::KeyUnsupported, "The key has more than two primes (oth)."));
    }
    if !jwk.has("d") {
        return Err(Error::new(Code::KeyPublic, "This JWK is a public key: it has no d."));
    }
    if jwk.has("n") && !jwk.has("p") && !jwk.has("q") {
        let message = "This JWK has n, e and d, but lacks the primes p and q.";
        return Err(Error::new(Code::KeyUnsupported, message).with_remedy(EXPORT_WHOLE));
    }
    // Parsed members are wiped, even if a later member is refused.
    let mut parts = KeyParts::default();
    let KeyParts { n, e, d, p, q, dp, dq, qinv } = &mut parts;
    for (name, number) in [("n", n), ("e", e), ("d", d), ("p", p), ("q", q)] {
        read(&jwk, name, number)?;
        if number.is_empty() {
            let message = format!("The JWK has no {name}.");
            return Err(Error::new(Code::KeyMalformed, message).with_remedy(EXPORT_WHOLE));
        }
    }
    for (name, number) in [("dp", dp), ("dq", dq), ("qi", qinv)] {
        read(&jwk, name, number)?;
    }
    Ok(Parsed { parts, format: KeyFormat::Jwk })
}

fn read(jwk: &Jwk<'_>, name: &str, number: &mut Vec<u8>) -> Result<()> {
    let value = codes::restored(jwk.text(name)?.unwrap_or_default());
    let decoded = base64_text::decode(value.as_bytes()).filter(|decoded| decoded.whole);
    let Some(mut decoded) = decoded else {
        let message = format!("The member {name} of the JWK is not base64url.");
        return Err(Error::new(Code::KeyMalformed, message));
    };
    *number = std::mem::take(&mut *decoded.bytes);
    Ok(())
}
