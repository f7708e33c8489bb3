//! Signatures of assertions, verified by ring: another implementation than the library's.

use anyhow::{Context, Result};
use pkcs1::der::Encode;
use pkcs1::der::{Decode, Document};
use pkcs1::{DecodeRsaPrivateKey, RsaPrivateKeyOwned};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use spki::SubjectPublicKeyInfoRef;

/// The public half of a private key in PEM, as RSAPublicKey in DER.
pub fn public_key(pem: &str) -> Result<Vec<u8>> {
    let key = RsaPrivateKeyOwned::from_pkcs1_pem(pem).context("a key is not PKCS#1 PEM")?;
    Ok(key.public_key().to_der()?)
}

/// A public key in PEM (`BEGIN PUBLIC KEY`), as RSAPublicKey in DER.
pub fn uploaded_key(pem: &str) -> Result<Vec<u8>> {
    let (_, document) = Document::from_pem(pem).ok().context("a public key is not PEM")?;
    let info = SubjectPublicKeyInfoRef::from_der(document.as_bytes())
        .ok()
        .context("a public key is not SubjectPublicKeyInfo")?;
    Ok(info.subject_public_key.raw_bytes().to_vec())
}

/// Whether the signature is that of one of the keys.
pub fn verifies(public_keys: &[Vec<u8>], data: &str, signature: &[u8]) -> bool {
    public_keys.iter().any(|key| {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key);
        key.verify(data.as_bytes(), signature).is_ok()
    })
}
