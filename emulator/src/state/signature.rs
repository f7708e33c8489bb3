//! Verifies the signatures of assertions, independently of the library: with ring in a server, with the crate `rsa` in
//! WebAssembly.

use anyhow::{Context, Result, bail};
use pkcs1::der::{Decode, Document, Encode};
use pkcs1::{DecodeRsaPrivateKey, RsaPrivateKeyOwned, RsaPublicKeyRef};
use rsa::BoxedUint;
use sha2::Sha256;
use spki::SubjectPublicKeyInfoRef;

/// The accepted sizes of moduli, in bits.
const BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// The public key of a PEM, as RSAPublicKey in DER: of a private key as Docusign shows it (PKCS#1), or of a public key.
pub fn public_key(pem: &str) -> Result<Vec<u8>> {
    if pem.contains("-----BEGIN PUBLIC KEY-----") {
        return uploaded_key(pem);
    }
    if !pem.contains("-----BEGIN RSA PRIVATE KEY-----") {
        bail!("a key is neither BEGIN RSA PRIVATE KEY nor BEGIN PUBLIC KEY");
    }
    let key = RsaPrivateKeyOwned::from_pkcs1_pem(pem.trim()).context("a key is not PKCS#1 PEM")?;
    Ok(key.public_key().to_der()?)
}

/// A public key in PEM (`BEGIN PUBLIC KEY`), as RSAPublicKey in DER.
pub fn uploaded_key(pem: &str) -> Result<Vec<u8>> {
    let (_, document) = Document::from_pem(pem.trim()).ok().context("a public key is not PEM")?;
    let info = SubjectPublicKeyInfoRef::from_der(document.as_bytes())
        .ok()
        .context("a public key is not SubjectPublicKeyInfo")?;
    Ok(info.subject_public_key.raw_bytes().to_vec())
}

/// Whether the signature is that of one of the keys.
pub fn verifies(public_keys: &[Vec<u8>], data: &str, signature: &[u8]) -> bool {
    #[cfg(feature = "native")]
    let verifies = by_ring;
    #[cfg(not(feature = "native"))]
    let verifies = by_rsa;
    public_keys.iter().any(|key| verifies(key, data.as_bytes(), signature))
}

#[cfg(feature = "native")]
fn by_ring(key: &[u8], data: &[u8], signature: &[u8]) -> bool {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(data, signature).is_ok()
}

#[cfg_attr(all(feature = "native", not(test)), allow(dead_code))]
fn by_rsa(key: &[u8], data: &[u8], signature: &[u8]) -> bool {
    let Ok(key) = RsaPublicKeyRef::from_der(key) else { return false };
    let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
    let (modulus, exponent) = (key.modulus.as_bytes(), key.public_exponent.as_bytes());
    let key = rsa::PublicKey::new_with_size_limits(number(modulus), number(exponent), BITS);
    key.is_ok_and(|key| key.pkcs1v15_verify::<Sha256>(data, signature).is_ok())
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};

    #[test]
    fn both_implementations_agree() {
        let pem = include_str!("../../fixtures/integration.pem");
        let other = public_key(include_str!("../../fixtures/wrong.pem")).unwrap();
        let key = public_key(pem).unwrap();
        let (_, document) = Document::from_pem(pem).unwrap();
        let pair = RsaKeyPair::from_der(document.as_bytes()).unwrap();
        let mut signature = vec![0; pair.public().modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), b"data", &mut signature).unwrap();
        let mut damaged = signature.clone();
        damaged[100] ^= 1;
        let longer = [&[0], signature.as_slice()].concat();
        let short = signature[1..].to_vec();
        type Case<'a> = (&'a [u8], &'a [u8], &'a [u8], bool);
        let cases: [Case<'_>; 8] = [
            (&key, b"data", &signature, true),
            (&key, b"Data", &signature, false),
            (&key, b"data", &damaged, false),
            (&key, b"data", &longer, false),
            (&key, b"data", &short, false),
            (&key, b"data", b"", false),
            (&other, b"data", &signature, false),
            (b"no key", b"data", &signature, false),
        ];
        for (at, (key, data, signature, expected)) in cases.into_iter().enumerate() {
            assert_eq!(by_ring(key, data, signature), expected, "ring, {at}");
            assert_eq!(by_rsa(key, data, signature), expected, "rsa, {at}");
        }
    }

    #[test]
    fn takes_the_keys_that_people_have() {
        let pem = include_str!("../../fixtures/integration.pem");
        let key = public_key(pem).unwrap();
        assert_eq!(public_key(&format!("\n{pem}\n\n")).unwrap(), key);
        for odd in
            ["", "integration.pem", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----"]
        {
            assert!(public_key(odd).is_err(), "{odd}");
        }
    }
}
