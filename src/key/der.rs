//! Keys in DER: PKCS#1 (RFC 8017), PKCS#8 (RFC 5208), and what else it may be.

use pem_rfc7468::LineEnding;
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef, UintRef};
use pkcs8::der::asn1::{BitStringRef, Null};
use pkcs8::der::{Decode, Encode};
use pkcs8::spki::{AlgorithmIdentifier, SubjectPublicKeyInfo, SubjectPublicKeyInfoRef};
use pkcs8::{ObjectIdentifier, PrivateKeyInfoRef};
use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use super::{KeyFormat, Parsed};
use crate::rs256::KeyParts;
use crate::{Code, Error, Result};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");

/// Algorithms that people have keys for, by the OID in PKCS#8.
const OTHERS: [(ObjectIdentifier, &str); 7] = [
    (ObjectIdentifier::new_unwrap("1.2.840.10045.2.1"), "EC"),
    (ObjectIdentifier::new_unwrap("1.2.840.10040.4.1"), "DSA"),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.3.1"), "DH"),
    (ObjectIdentifier::new_unwrap("1.3.101.110"), "X25519"),
    (ObjectIdentifier::new_unwrap("1.3.101.111"), "X448"),
    (ObjectIdentifier::new_unwrap("1.3.101.112"), "Ed25519"),
    (ObjectIdentifier::new_unwrap("1.3.101.113"), "Ed448"),
];

pub(super) fn parse(bytes: &[u8], repairs: &mut Vec<KeyRepair>) -> Result<Parsed> {
    let bytes = exact(bytes, repairs)?;
    if let Ok(parts) = pkcs1(bytes) {
        return Ok(Parsed { parts: parts?, format: KeyFormat::Pkcs1Der });
    }
    if let Ok(info) = PrivateKeyInfoRef::try_from(bytes) {
        if info.algorithm.oid == RSA_PSS {
            let message = "This RSA key is only for PSS signatures, and RS256 is not one.";
            return Err(Error::new(Code::KeyUnsupported, message));
        }
        if info.algorithm.oid != RSA {
            let name = OTHERS.iter().find(|(oid, _)| *oid == info.algorithm.oid);
            return Err(not_rsa(name.map_or("another algorithm", |(_, name)| name)));
        }
        let inner = pkcs1(info.private_key.as_bytes()).map_err(|()| damaged())??;
        return Ok(Parsed { parts: inner, format: KeyFormat::Pkcs8Der });
    }
    Err(other(bytes))
}

/// The numbers of a key in PKCS#1, if it is one.
fn pkcs1(bytes: &[u8]) -> std::result::Result<Result<KeyParts>, ()> {
    let key = RsaPrivateKeyRef::from_der(bytes).map_err(|_| ())?;
    if key.other_prime_infos.is_some() {
        let message = "The key has more than two primes.";
        return Ok(Err(Error::new(Code::KeyUnsupported, message)));
    }
    let number = |number: &UintRef<'_>| number.as_bytes().to_vec();
    Ok(Ok(KeyParts {
        n: number(&key.modulus),
        e: number(&key.public_exponent),
        d: number(&key.private_exponent),
        p: number(&key.prime1),
        q: number(&key.prime2),
        dp: number(&key.exponent1),
        dq: number(&key.exponent2),
        qinv: number(&key.coefficient),
    }))
}

/// What it is, when it is not a private key for RSA.
fn other(bytes: &[u8]) -> Error {
    let public = SubjectPublicKeyInfoRef::try_from(bytes).is_ok()
        || RsaPublicKeyRef::from_der(bytes).is_ok();
    if public {
        return Error::new(Code::KeyPublic, "This is a public key.");
    }
    match content(bytes) {
        // SEC 1: SEQUENCE { INTEGER 1, OCTET STRING … }.
        Some([0x02, 0x01, 0x01, 0x04, ..]) => not_rsa("EC"),
        // PKCS#12: SEQUENCE { INTEGER 3, SEQUENCE … }.
        Some([0x02, 0x01, 0x03, 0x30, ..]) => {
            let remedy =
                "Take the key out: openssl pkcs12 -in file.p12 -nocerts -nodes -out private.pem.";
            Error::new(Code::KeyUnrecognized, "This is a PKCS#12 file (.p12, .pfx).")
                .with_remedy(remedy)
        }
        // PKCS#8: SEQUENCE { SEQUENCE { OBJECT IDENTIFIER … }, OCTET STRING }.
        Some(inner @ [0x30, ..]) if is_encrypted(inner) => {
            Error::new(Code::KeyEncrypted, "The private key is encrypted with a passphrase.")
        }
        // X.509: SEQUENCE { SEQUENCE { [0] version or INTEGER serial number … } … }; PKCS#10 the same with
        // INTEGER version.
        Some(inner @ [0x30, ..])
            if content(inner).is_some_and(|tbs| matches!(tbs, [0xa0 | 0x02, ..])) =>
        {
            let message = "This is a certificate or a request for one, and no private key.";
            Error::new(Code::KeyCertificate, message)
        }
        _ => damaged(),
    }
}

pub(super) fn not_rsa(algorithm: &str) -> Error {
    let message = format!("This is a private key for {algorithm}, and not for RSA.");
    Error::new(Code::KeyNotRsa, message)
}

fn is_encrypted(algorithm_and_data: &[u8]) -> bool {
    let algorithm = content(algorithm_and_data);
    let data = header(algorithm_and_data)
        .and_then(|(start, length)| algorithm_and_data.get(start + length..));
    algorithm.is_some_and(|algorithm| algorithm.first() == Some(&0x06))
        && data.is_some_and(|data| data.first() == Some(&0x04))
}

fn damaged() -> Error {
    Error::new(Code::KeyMalformed, "The key's bytes are damaged: they are no key in DER.")
}

/// Refuses what is shorter or longer than its own header says, but for a line break at the end.
fn exact<'a>(bytes: &'a [u8], repairs: &mut Vec<KeyRepair>) -> Result<&'a [u8]> {
    let Some((header, length)) = header(bytes) else { return Err(damaged()) };
    let Some((key, behind)) = bytes.split_at_checked(header + length) else {
        let message = format!(
            "The key ends too early: it has {} bytes of {}.",
            bytes.len(),
            header + length,
        );
        return Err(Error::new(Code::KeyTruncated, message));
    };
    if !behind.trim_ascii().is_empty() {
        return Err(Error::new(Code::KeyMalformed, "Something stands behind the end of the key."));
    }
    if !behind.is_empty() {
        note(repairs, KeyRepair::TextAround);
    }
    Ok(key)
}

/// The lengths of header and content of a SEQUENCE (X.690, section 8.1.3).
pub(super) fn header(bytes: &[u8]) -> Option<(usize, usize)> {
    let (tag, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    if *tag != 0x30 {
        return None;
    }
    if *first < 0x80 {
        return Some((2, usize::from(*first)));
    }
    let count = usize::from(*first & 0x7f);
    let digits = rest.get(..count).filter(|_| (1..=3).contains(&count))?;
    let length = digits.iter().fold(0, |length, digit| (length << 8) | usize::from(*digit));
    Some((2 + count, length))
}

fn content(bytes: &[u8]) -> Option<&[u8]> {
    let (start, length) = header(bytes)?;
    bytes.get(start..start + length)
}

/// The whole private key in PKCS#1.
pub(super) fn private_key(parts: &KeyParts) -> Result<Zeroizing<Vec<u8>>> {
    private_key_der(parts).map(Zeroizing::new).map_err(|_| damaged())
}

fn private_key_der(parts: &KeyParts) -> pkcs8::der::Result<Vec<u8>> {
    RsaPrivateKeyRef {
        modulus: UintRef::new(&parts.n)?,
        public_exponent: UintRef::new(&parts.e)?,
        private_exponent: UintRef::new(&parts.d)?,
        prime1: UintRef::new(&parts.p)?,
        prime2: UintRef::new(&parts.q)?,
        exponent1: UintRef::new(&parts.dp)?,
        exponent2: UintRef::new(&parts.dq)?,
        coefficient: UintRef::new(&parts.qinv)?,
        other_prime_infos: None,
    }
    .to_der()
}

/// A public key as SubjectPublicKeyInfo in PEM (RFC 5280, RFC 7468).
pub(super) fn public_key_pem(n: &[u8], e: &[u8]) -> String {
    // Both numbers of a key that was read and checked can be written, so there is always a text.
    let der = public_key_der(n, e).unwrap_or_default();
    pem_rfc7468::encode_string("PUBLIC KEY", LineEnding::LF, &der).unwrap_or_default()
}

fn public_key_der(n: &[u8], e: &[u8]) -> pkcs8::der::Result<Vec<u8>> {
    let key = RsaPublicKeyRef { modulus: UintRef::new(n)?, public_exponent: UintRef::new(e)? };
    let key = key.to_der()?;
    let algorithm = AlgorithmIdentifier { oid: RSA, parameters: Some(Null) };
    let subject_public_key = BitStringRef::from_bytes(&key)?;
    SubjectPublicKeyInfo { algorithm, subject_public_key }.to_der()
}
