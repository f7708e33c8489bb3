//! Keys as JSON Web Key (RFC 7517; RSA by RFC 7518, section 6.3).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{KeyFormat, Parsed};
use crate::rs256::KeyParts;
use crate::{Code, Error, Result};

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
        Some("EC" | "OKP" | "oct") => {
            return Err(Error::new(Code::KeyNotRsa, "This JWK is a key, but not for RSA."));
        }
        _ => return Err(Error::new(Code::KeyUnrecognized, "This is JSON, but no JWK (kty).")),
    }
    if jwk.oth.is_some() {
        return Err(Error::new(Code::KeyUnsupported, "The key has more than two primes (oth)."));
    }
    if jwk.d.is_none() {
        return Err(Error::new(Code::KeyPublic, "This JWK is a public key: it has no d."));
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
        return Err(Error::new(Code::KeyMalformed, message)
            .with_remedy("Export the key with all its members: n, e, d, p, q, dp, dq, qi."));
    }
    Ok(bytes)
}

fn optional(name: &str, value: Option<&str>) -> Result<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(value.unwrap_or_default().trim_end_matches('=')).map_err(|_| {
        Error::new(Code::KeyMalformed, format!("The member {name} of the JWK is not base64url."))
    })
}
