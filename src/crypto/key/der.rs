//! DER keys: PKCS#1 (RFC 8017), PKCS#8 (RFC 5208), and other structures for errors.
//!
//! Elements are read one by one, without a type for each structure: this takes a tenth of the code.

use base64ct::{Base64, Encoding};
use der::asn1::{AnyRef, ObjectIdentifier, UintRef};
use der::{Encode, Reader, SliceReader, Tag, Tagged};
use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use super::{KeyFormat, Parsed};
use crate::crypto::rs256::KeyParts;
use crate::error::{Code, Error, Result};

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
    if let Some(parts) = pkcs1(bytes) {
        return Ok(Parsed { parts: parts?, format: KeyFormat::Pkcs1Der });
    }
    if let Some((algorithm, key)) = pkcs8(bytes) {
        if algorithm == RSA_PSS.as_bytes() {
            let message = "This RSA key allows only PSS signatures, not RS256.";
            return Err(Error::new(Code::KeyUnsupported, message));
        }
        if algorithm != RSA.as_bytes() {
            let name = OTHERS.iter().find(|(oid, _)| oid.as_bytes() == algorithm);
            return Err(not_rsa(name.map_or("another algorithm", |(_, name)| name)));
        }
        let parts = pkcs1(key).ok_or_else(damaged)??;
        return Ok(Parsed { parts, format: KeyFormat::Pkcs8Der });
    }
    Err(other(bytes))
}

/// The elements of a SEQUENCE that spans all bytes.
fn sequence(bytes: &[u8]) -> Option<Vec<AnyRef<'_>>> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let whole: AnyRef<'_> = reader.decode().ok()?;
    if whole.tag() != Tag::Sequence || !reader.is_finished() {
        return None;
    }
    elements(whole.value())
}

fn elements(content: &[u8]) -> Option<Vec<AnyRef<'_>>> {
    let mut reader = SliceReader::new(content).ok()?;
    let mut elements = Vec::new();
    while !reader.is_finished() {
        elements.push(reader.decode().ok()?);
    }
    Some(elements)
}

/// The numbers of a key in PKCS#1, if it is one.
fn pkcs1(bytes: &[u8]) -> Option<Result<KeyParts>> {
    let elements = sequence(bytes)?;
    let (numbers, others) = elements.split_at_checked(9)?;
    let numbers = numbers.iter().map(|number| number.decode_as::<UintRef<'_>>());
    let numbers: Vec<UintRef<'_>> = numbers.collect::<std::result::Result<_, _>>().ok()?;
    let numbers: &[UintRef<'_>; 9] = numbers.as_slice().try_into().ok()?;
    let [version, n, e, d, p, q, dp, dq, qinv] = numbers.each_ref().map(|number| number.as_bytes());
    match (version, others) {
        ([0], []) => {}
        ([1], [others]) if others.tag() == Tag::Sequence => {
            let message = "The key has more than two primes.";
            return Some(Err(Error::new(Code::KeyUnsupported, message)));
        }
        _ => return None,
    }
    let [n, e, d, p, q, dp, dq, qinv] = [n, e, d, p, q, dp, dq, qinv].map(<[u8]>::to_vec);
    Some(Ok(KeyParts { n, e, d, p, q, dp, dq, qinv }))
}

/// The OID of the algorithm and the key of PKCS#8 (also RFC 5958, with a public key behind it).
fn pkcs8(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let elements = sequence(bytes)?;
    let (head, rest) = elements.split_at_checked(3)?;
    let [version, algorithm, key] = head else { return None };
    let tags = [version, algorithm, key].map(Tagged::tag);
    let optional = rest.iter().all(|element| element.tag().is_context_specific());
    if tags != [Tag::Integer, Tag::Sequence, Tag::OctetString] || !optional {
        return None;
    }
    let oid = self::elements(algorithm.value())?.first().copied()?;
    let known = matches!(version.value(), [0 | 1]) && oid.tag() == Tag::ObjectIdentifier;
    known.then(|| (oid.value(), key.value()))
}

/// Whether it is SubjectPublicKeyInfo (RFC 5280) or RSAPublicKey (RFC 8017).
fn is_public(bytes: &[u8]) -> bool {
    let tags: Vec<Tag> = sequence(bytes).iter().flatten().map(Tagged::tag).collect();
    tags == [Tag::Sequence, Tag::BitString] || tags == [Tag::Integer, Tag::Integer]
}

/// The error for DER that is not an RSA private key.
#[cold]
#[inline(never)]
fn other(bytes: &[u8]) -> Error {
    if is_public(bytes) {
        return Error::new(Code::KeyPublic, "This is a public key.");
    }
    match content(bytes) {
        // SEC 1: SEQUENCE { INTEGER 1, OCTET STRING … }.
        Some([0x02, 0x01, 0x01, 0x04, ..]) => not_rsa("EC"),
        // PKCS#12: SEQUENCE { INTEGER 3, SEQUENCE … }.
        Some([0x02, 0x01, 0x03, 0x30, ..]) => {
            let remedy =
                "Extract the key: openssl pkcs12 -in file.p12 -nocerts -nodes -out private.pem.";
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
            let message = "This is a certificate or a certificate request, not a private key.";
            Error::new(Code::KeyCertificate, message)
        }
        _ => damaged(),
    }
}

pub(super) fn not_rsa(algorithm: &str) -> Error {
    let message = format!("This is a private key for {algorithm}, not for RSA.");
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
    Error::new(Code::KeyMalformed, "The key's bytes are damaged: they are not a DER key.")
}

/// Refuses bytes that are shorter or longer than the header says, except for a final line break.
fn exact<'a>(bytes: &'a [u8], repairs: &mut Vec<KeyRepair>) -> Result<&'a [u8]> {
    let Some((header, length)) = header(bytes) else { return Err(damaged()) };
    let Some((key, behind)) = bytes.split_at_checked(header + length) else {
        let message =
            format!("The key is incomplete: it has {} of {} bytes.", bytes.len(), header + length,);
        return Err(Error::new(Code::KeyTruncated, message));
    };
    if !behind.trim_ascii().is_empty() {
        return Err(Error::new(
            Code::KeyMalformed,
            "There is extra data after the end of the key.",
        ));
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

/// Writes the private key as PKCS#1.
pub(super) fn private_key(parts: &KeyParts) -> Result<Zeroizing<Vec<u8>>> {
    let KeyParts { n, e, d, p, q, dp, dq, qinv } = parts;
    numbers(&[&[0], n, e, d, p, q, dp, dq, qinv]).map_err(|_| damaged())
}

/// A SEQUENCE of numbers, with room for all of them: nothing is moved in memory.
fn numbers(numbers: &[&[u8]]) -> der::Result<Zeroizing<Vec<u8>>> {
    let length = numbers.iter().map(|number| number.len() + 6).sum();
    let mut content = Zeroizing::new(Vec::with_capacity(length));
    for number in numbers {
        UintRef::new(number)?.encode_to_vec(&mut content)?;
    }
    element(Tag::Sequence, &content).map(Zeroizing::new)
}

fn element(tag: Tag, content: &[u8]) -> der::Result<Vec<u8>> {
    AnyRef::new(tag, content)?.to_der()
}

/// A public key as SubjectPublicKeyInfo in PEM (RFC 5280, RFC 7468).
pub(super) fn public_key_pem(n: &[u8], e: &[u8]) -> String {
    // Both numbers of a key that was read and checked can be written, so there is always a text.
    let text = Base64::encode_string(&public_key_der(n, e).unwrap_or_default());
    let mut pem = String::from("-----BEGIN PUBLIC KEY-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, next) = rest.split_at_checked(64).unwrap_or((rest, ""));
        pem.push_str(line);
        pem.push('\n');
        rest = next;
    }
    pem.push_str("-----END PUBLIC KEY-----\n");
    pem
}

fn public_key_der(n: &[u8], e: &[u8]) -> der::Result<Vec<u8>> {
    let oid = element(Tag::ObjectIdentifier, RSA.as_bytes())?;
    let algorithm = element(Tag::Sequence, &[oid, element(Tag::Null, &[])?].concat())?;
    // No bit of the last byte is unused.
    let key = element(Tag::BitString, &[&[0], numbers(&[n, e])?.as_slice()].concat())?;
    element(Tag::Sequence, &[algorithm, key].concat())
}
