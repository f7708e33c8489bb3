//! Keys as JSON Web Key (RFC 7517; RSA by RFC 7518, section 6.3).

use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{KeyFormat, Parsed, base64_text};
use crate::rs256::KeyParts;
use crate::{Code, Error, Result};

const EXPORT_WHOLE: &str = "Export the key with all its members: n, e, d, p, q, dp, dq, qi.";

#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
struct Jwk {
    kty: Option<String>,
    n: Option<String>,
    e: Option<String>,
    d: Option<String>,
    p: Option<String>,
    q: Option<String>,
    dp: Option<String>,
    dq: Option<String>,
    qi: Option<String>,
    #[zeroize(skip)]
    keys: Option<serde::de::IgnoredAny>,
    #[zeroize(skip)]
    oth: Option<serde::de::IgnoredAny>,
}

pub(super) fn parse(text: &str) -> Result<Parsed> {
    let jwk: Jwk = serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            return Error::new(Code::KeyTruncated, "The JSON of the key ends too early.");
        }
        Error::new(Code::KeyMalformed, "This begins like a JWK, but is not one.")
    })?;
    match jwk.kty.as_deref() {
        Some("RSA") => {}
        Some(kty @ ("EC" | "OKP" | "oct")) => {
            let message = format!("This JWK is a key of the type {kty}, and not of the type RSA.");
            return Err(Error::new(Code::KeyNotRsa, message));
        }
        None if jwk.keys.is_some() => {
            let message = "This is a set of JWKs (keys), and not one key.";
            return Err(Error::new(Code::KeyUnrecognized, message)
                .with_remedy("Pass the one of its members that is the private RSA key."));
        }
        _ => return Err(Error::new(Code::KeyUnrecognized, "This is JSON, but no JWK (kty).")),
    }
    if jwk.oth.is_some() {
        return Err(Error::new(Code::KeyUnsupported, "The key has more than two primes (oth)."));
    }
    if jwk.d.is_none() {
        return Err(Error::new(Code::KeyPublic, "This JWK is a public key: it has no d."));
    }
    if jwk.n.is_some() && jwk.p.is_none() && jwk.q.is_none() {
        let message = "This JWK has n, e and d, but not the primes p and q.";
        return Err(Error::new(Code::KeyUnsupported, message).with_remedy(EXPORT_WHOLE));
    }
    let parts = KeyParts {
        n: member("n", jwk.n.as_deref())?,
        e: member("e", jwk.e.as_deref())?,
        d: member("d", jwk.d.as_deref())?,
        p: member("p", jwk.p.as_deref())?,
        q: member("q", jwk.q.as_deref())?,
        dp: optional("dp", jwk.dp.as_deref())?,
        dq: optional("dq", jwk.dq.as_deref())?,
        qinv: optional("qi", jwk.qi.as_deref())?,
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
    let decoded = base64_text::decode(value.unwrap_or_default()).filter(|decoded| decoded.whole);
    let Some(mut decoded) = decoded else {
        let message = format!("The member {name} of the JWK is not base64url.");
        return Err(Error::new(Code::KeyMalformed, message));
    };
    Ok(std::mem::take(&mut *decoded.bytes))
}
