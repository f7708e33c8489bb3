//! Private keys: every form in which people have them, told apart and repaired.

mod der;
mod jwk;
mod pem;
mod repair;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::rs256::{KeyParts, SigningKey, bits, verifies, without_zeros};
use crate::{Code, Error, Result};

pub use repair::KeyRepair;

/// The form in which a key was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyFormat {
    /// PEM with the label `RSA PRIVATE KEY` (RFC 8017), as Docusign shows it.
    Pkcs1Pem,
    /// The same, as DER.
    Pkcs1Der,
    /// PEM with the label `PRIVATE KEY` (RFC 5208).
    Pkcs8Pem,
    /// The same, as DER.
    Pkcs8Der,
    /// JSON Web Key (RFC 7517).
    Jwk,
}

impl KeyFormat {
    /// The name, for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pkcs1Pem => "PKCS#1 PEM",
            Self::Pkcs1Der => "PKCS#1 DER",
            Self::Pkcs8Pem => "PKCS#8 PEM",
            Self::Pkcs8Der => "PKCS#8 DER",
            Self::Jwk => "JWK",
        }
    }
}

/// An RSA private key of 2048 to 4096 bits.
///
/// Its memory is wiped when it is dropped, and `Debug` shows only size and thumbprint.
///
/// ```
/// use docusign_jwt::{Code, PrivateKey};
///
/// # let pem = include_str!("../emulator/fixtures/integration.pem");
/// // As it comes out of an environment variable: on one line, with literal \n.
/// let from_variable = pem.replace('\n', "\\n");
/// let key = PrivateKey::parse(&from_variable)?;
/// assert_eq!(key.bits(), 2048);
/// assert_eq!(key.repairs()[0].as_str(), "literal \\n made line breaks");
/// assert_eq!(key.thumbprint(), PrivateKey::parse(pem)?.thumbprint());
///
/// let public = PrivateKey::parse(key.public_key_pem());
/// assert_eq!(public.unwrap_err().code(), Code::KeyPublic);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub struct PrivateKey {
    signer: SigningKey,
    n: Vec<u8>,
    e: Vec<u8>,
    thumbprint: String,
    format: KeyFormat,
    repairs: Vec<KeyRepair>,
}

/// A key that has been read, before its numbers are checked.
pub(crate) struct Parsed {
    parts: KeyParts,
    format: KeyFormat,
}

/// No key is larger: 4096 bits in PEM are 3.2 KB.
const LARGEST_INPUT: usize = 65_536;

impl PrivateKey {
    /// Reads a key: PKCS#1 or PKCS#8 as PEM or DER, JWK, or base64 of any of these. What often happens to
    /// a key on its way is repaired: see [`repairs`](Self::repairs).
    ///
    /// # Errors
    /// A code of the family [`Key`](crate::ErrorKind::Key) that says what was given instead.
    pub fn parse(input: impl AsRef<[u8]>) -> Result<Self> {
        let input = input.as_ref();
        if input.len() > LARGEST_INPUT {
            let message = format!("The input has {} bytes, which is no private key.", input.len());
            return Err(Error::new(Code::KeyUnrecognized, message));
        }
        let mut repairs = Vec::new();
        let parsed = parse(input, &mut repairs, true)?;
        Self::checked(&parsed, repairs)
    }

    fn checked(parsed: &Parsed, repairs: Vec<KeyRepair>) -> Result<Self> {
        let signer = SigningKey::new(&parsed.parts)?;
        let n = without_zeros(&parsed.parts.n).to_vec();
        let e = without_zeros(&parsed.parts.e).to_vec();
        let thumbprint = thumbprint(&n, &e);
        Ok(Self { signer, n, e, thumbprint, format: parsed.format, repairs })
    }

    /// The size of the modulus in bits.
    #[must_use]
    pub fn bits(&self) -> usize {
        bits(&self.n)
    }

    /// The thumbprint of the public key: SHA-256 by RFC 7638, as base64url.
    #[must_use]
    pub fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// The public key as PEM with the label `PUBLIC KEY`, as Docusign takes it.
    #[must_use]
    pub fn public_key_pem(&self) -> String {
        der::public_key_pem(&self.n, &self.e)
    }

    /// The form in which it was given.
    #[must_use]
    pub fn format(&self) -> KeyFormat {
        self.format
    }

    /// What had to be repaired to read it.
    #[must_use]
    pub fn repairs(&self) -> &[KeyRepair] {
        &self.repairs
    }

    /// Signs with RS256. The signature has as many bytes as the modulus.
    ///
    /// # Errors
    /// [`Code::SigningFailed`], in which case nothing leaves that could tell about the key.
    pub fn sign(&self, data: &[u8]) -> Result<Vec<u8>> {
        self.signer.sign(data)
    }

    /// Whether a signature is this key's.
    #[must_use]
    pub fn verifies(&self, data: &[u8], signature: &[u8]) -> bool {
        verifies(&self.n, &self.e, data, signature)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey")
            .field("bits", &self.bits())
            .field("thumbprint", &self.thumbprint)
            .finish_non_exhaustive()
    }
}

/// Tells apart DER, PEM, JWK and base64 of these. Base64 is looked into once.
fn parse(input: &[u8], repairs: &mut Vec<KeyRepair>, outermost: bool) -> Result<Parsed> {
    let Ok(text) = std::str::from_utf8(input) else {
        if input.first() == Some(&0x30) {
            return der::parse(input);
        }
        let message = "The input is neither text nor a key in DER.";
        return Err(Error::new(Code::KeyUnrecognized, message));
    };
    let text = repair::repaired(text, repairs);
    let text = text.as_str();
    if let Some(reason) = nothing(text) {
        return Err(Error::new(Code::KeyEmpty, reason));
    }
    if text.starts_with('{') {
        return jwk::parse(text);
    }
    if text.contains("-----BEGIN ") {
        return pem::parse(text, repairs);
    }
    if text.contains("-----END ") {
        let message = "The key's first line -----BEGIN …----- is missing.";
        return Err(Error::new(Code::KeyTruncated, message));
    }
    if let Some(error) = not_a_key(text) {
        return Err(error);
    }
    let decoded = if outermost { repair::base64(text) } else { None };
    let Some(decoded) = decoded else {
        return Err(Error::new(Code::KeyUnrecognized, "The input is no key in any known format."));
    };
    repairs.push(KeyRepair::Base64);
    parse(&decoded, repairs, false)
}

/// Why there is no key at all.
fn nothing(text: &str) -> Option<String> {
    match text {
        "" => Some("The private key is empty.".to_owned()),
        "undefined" | "null" | "None" | "nil" | "[object Object]" => {
            Some(format!("The private key is the text \"{text}\": the variable was not set."))
        }
        _ => None,
    }
}

/// Things that are often given in place of a key.
fn not_a_key(text: &str) -> Option<Error> {
    if crate::client_id::guid(text).is_some() {
        let message =
            "This is a GUID, such as an integration key or a user ID, and no private key.";
        return Some(Error::new(Code::KeyUnrecognized, message));
    }
    if text.starts_with("ssh-") {
        return Some(Error::new(Code::KeyPublic, "This is a public key for SSH."));
    }
    if text.starts_with("PuTTY-User-Key-File") {
        let message = "This is a key in PuTTY's format.";
        let remedy = "Convert it with puttygen: puttygen key.ppk -O private-openssh, and then \
            ssh-keygen -p -m PEM -f keyfile.";
        return Some(Error::new(Code::KeyOpenssh, message).with_remedy(remedy));
    }
    let lower = text.to_ascii_lowercase();
    let path = [".pem", ".key", ".der", ".txt", ".json"].iter().any(|end| lower.ends_with(end))
        || lower.starts_with("file:");
    if path && text.len() < 1000 && !text.contains('\n') {
        let message = "This is the path of a file, and no key.";
        let remedy = "Read the file first, and pass its content.";
        return Some(Error::new(Code::KeyUnrecognized, message).with_remedy(remedy));
    }
    None
}

/// RFC 7638, section 3: the members in alphabetical order, without spaces.
fn thumbprint(n: &[u8], e: &[u8]) -> String {
    let (n, e) = (URL_SAFE_NO_PAD.encode(n), URL_SAFE_NO_PAD.encode(e));
    let canonical = format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#);
    URL_SAFE_NO_PAD.encode(Sha256::digest(canonical.as_bytes()))
}
