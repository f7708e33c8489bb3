//! Signatures of assertions, verified by ring: another implementation than the library's.

use anyhow::{Context, Result};
use pkcs1::der::Encode;
use pkcs1::{DecodeRsaPrivateKey, RsaPrivateKeyOwned};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

/// The public half of a private key in PEM, as RSAPublicKey in DER.
pub fn public_key(pem: &str) -> Result<Vec<u8>> {
    let key = RsaPrivateKeyOwned::from_pkcs1_pem(pem).context("a key is not PKCS#1 PEM")?;
    Ok(key.public_key().to_der()?)
}

/// Whether the signature is that of one of the keys.
pub fn verifies(public_keys: &[Vec<u8>], data: &str, signature: &[u8]) -> bool {
    public_keys.iter().any(|key| {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key);
        key.verify(data.as_bytes(), signature).is_ok()
    })
}
