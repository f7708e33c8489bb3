//! Encryption of records for a store. A record is bound to its token's server, client, user and scopes, and its name
//! discloses nothing. The keys are derived from the caller's secrets: the first one writes, all of them read.
//!
//! `pkg/lib/store/encrypted_record.js` does the same with WebCrypto, byte for byte; `tests/vectors/store.json` checks
//! that both agree.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use base64ct::{Base64UrlUnpadded, Encoding};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::client::event::StoreRejection;
use crate::error::{Code, Error, Result};

const SALT: &[u8] = b"docusign-jwt store 1";

/// Of AES-GCM, in bytes.
const NONCE: usize = 12;

/// An encrypted token has about 2 KB. A much larger record is not a token.
const LARGEST: usize = 65_536;

/// The keys of one secret.
struct SecretKeys {
    cipher: Aes256Gcm,
    name: Zeroizing<[u8; 32]>,
    /// The ID of the secret.
    id: String,
}

/// Encrypts and decrypts records.
pub(crate) struct RecordCipher {
    first: SecretKeys,
    others: Vec<SecretKeys>,
}

impl RecordCipher {
    /// The secret for writing first.
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a [u8]>) -> Result<Self> {
        let mut all = secrets.into_iter().map(SecretKeys::of);
        let missing = || Error::new(Code::OptionMissing, "The client has no store secret.");
        let first = all.next().ok_or_else(missing)??;
        Ok(Self { first, others: all.collect::<Result<_>>()? })
    }

    /// The possible names of a token, the one for writing first.
    pub(crate) fn names(&self, cache_key: &str) -> Vec<String> {
        self.keys().map(|keys| keys.name(cache_key)).collect()
    }

    pub(crate) fn secrets(&self) -> usize {
        1 + self.others.len()
    }

    fn keys(&self) -> impl Iterator<Item = &SecretKeys> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Encrypts a text for one purpose and context. `None` without random numbers.
    pub(crate) fn encrypt(&self, purpose: &str, context: &str, plain: &str) -> Option<String> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).ok()?;
        self.encrypt_with(nonce, purpose, context, plain)
    }

    fn encrypt_with(
        &self,
        nonce: [u8; NONCE],
        purpose: &str,
        context: &str,
        plain: &str,
    ) -> Option<String> {
        let SecretKeys { cipher, id, .. } = &self.first;
        // With room for the tag, so that the text is never reallocated.
        let mut encrypted = Zeroizing::new(Vec::with_capacity(plain.len() + 16));
        encrypted.extend_from_slice(plain.as_bytes());
        let bound = bound(id, purpose, context);
        cipher.encrypt_in_place(&nonce.into(), bound.as_bytes(), &mut *encrypted).ok()?;
        let text = Base64UrlUnpadded::encode_string;
        Some(format!("1.{id}.{}.{}", text(&nonce), text(&encrypted)))
    }

    /// The text of a record.
    pub(crate) fn decrypt(
        &self,
        purpose: &str,
        context: &str,
        record: &str,
    ) -> Result<Zeroizing<String>, StoreRejection> {
        let parts = if record.len() <= LARGEST { parts(record) } else { None };
        let [id, nonce, encrypted] = parts.ok_or(StoreRejection::Malformed)?;
        let keys = self.keys().find(|keys| keys.id == id).ok_or(StoreRejection::UnknownKey)?;
        decrypted(keys, nonce, bound(id, purpose, context).as_bytes(), encrypted)
            .ok_or(StoreRejection::Tampered)
    }
}

impl SecretKeys {
    /// HKDF-SHA256 (RFC 5869): one key to encrypt, one to name, and an ID.
    fn of(secret: &[u8]) -> Result<Self> {
        let hkdf = Hkdf::<Sha256>::new(Some(SALT), secret);
        let expand = |info: &str, key: &mut [u8]| {
            let failed = |_| Error::new(Code::Internal, "HKDF makes no key.");
            hkdf.expand(info.as_bytes(), key).map_err(failed)
        };
        let (mut encryption, mut name) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        let mut id = [0; 8];
        expand("encryption", &mut *encryption)?;
        expand("name", &mut *name)?;
        expand("id", &mut id)?;
        let cipher = Aes256Gcm::new((&*encryption).into());
        Ok(Self { cipher, name, id: Base64UrlUnpadded::encode_string(&id) })
    }

    fn name(&self, cache_key: &str) -> String {
        // HMAC accepts keys of any length.
        let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&*self.name);
        let digest = mac.map(|mac| mac.chain_update(cache_key).finalize().into_bytes());
        digest.map_or_else(|_| String::new(), |digest| Base64UrlUnpadded::encode_string(&digest))
    }
}

/// The ID of the secret, the nonce and the encrypted text of a record.
fn parts(record: &str) -> Option<[&str; 3]> {
    let mut parts = record.strip_prefix("1.")?.split('.');
    let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or_default()];
    let [id, nonce, encrypted, ""] = parts else { return None };
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let sound = id.len() == 11 && nonce.len() == 16 && encrypted.len() >= 22;
    (sound && [id, nonce, encrypted].into_iter().all(|part| part.bytes().all(is_digit)))
        .then_some([id, nonce, encrypted])
}

fn decrypted(
    keys: &SecretKeys,
    nonce: &str,
    bound: &[u8],
    encrypted: &str,
) -> Option<Zeroizing<String>> {
    let mut bytes = [0; NONCE];
    Base64UrlUnpadded::decode(nonce, &mut bytes).ok()?;
    let mut text = Zeroizing::new(Base64UrlUnpadded::decode_vec(encrypted).ok()?);
    keys.cipher.decrypt_in_place(&bytes.into(), bound, &mut *text).ok()?;
    Some(Zeroizing::new(str::from_utf8(&text).ok()?.to_owned()))
}

fn bound(id: &str, purpose: &str, context: &str) -> String {
    format!("docusign-jwt 1 {id} {purpose}\n{context}")
}

#[cfg(test)]
mod tests;
