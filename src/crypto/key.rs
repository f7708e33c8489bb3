//! Private keys in every common form, detected and repaired.

mod base64_text;
mod codes;
mod der;
mod format;
mod input;
mod json_field;
mod jwk;
mod label;
mod mistake;
mod pem;
mod placeholder;
mod plus_signs;
mod repair;
mod strict_pem;
mod text;
mod value;
mod wrapping;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

#[cfg(feature = "js")]
use crate::crypto::rs256::Coprocessor;
use crate::crypto::rs256::{KeyParts, SigningKey, bits, verifies, without_zeros};
use crate::error::{Code, Error, Result};

pub use format::KeyFormat;
pub use repair::KeyRepair;
#[cfg(feature = "js")]
pub(crate) use value::refusal;

/// An RSA private key of 2048 to 4096 bits.
///
/// Clones share one key. Its memory is wiped when the last clone is dropped. `Debug` shows only size and thumbprint.
///
/// ```
/// use docusign_jwt::{Code, PrivateKey};
///
/// # let pem = include_str!("../../emulator/fixtures/integration.pem");
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
#[derive(Clone)]
pub struct PrivateKey {
    signer: Arc<SigningKey>,
    n: Vec<u8>,
    e: Vec<u8>,
    format: KeyFormat,
    repairs: Vec<KeyRepair>,
}

/// Separates the secret for stored tokens from every other use of the key.
const STORE_LABEL: &[u8] = b"docusign-jwt token store 1";

/// A parsed key, before its numbers are checked.
pub(crate) struct Parsed {
    parts: KeyParts,
    format: KeyFormat,
}

impl PrivateKey {
    /// Reads a key: PKCS#1 or PKCS#8 as PEM or DER, JWK (RFC 7517, as JSON), or base64 of any of these. Common damage
    /// is repaired: see [`repairs`](Self::repairs).
    ///
    /// If a text has several blocks, such as certificates, the first private RSA key counts. The numbers of the key
    /// are checked against each other. Primality is not tested, because each signature is verified before it is
    /// returned.
    ///
    /// # Errors
    /// A code of the family [`Key`](crate::ErrorKind::Key) that names what was passed instead. No message contains a
    /// part of the key.
    ///
    /// ```
    /// use docusign_jwt::{Code, PrivateKey};
    ///
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// assert!(PrivateKey::parse(pem).is_ok());
    /// assert!(PrivateKey::parse(format!("'{}'", pem.replace('\n', "\\n"))).is_ok());
    ///
    /// let error = PrivateKey::parse("undefined").unwrap_err();
    /// assert_eq!(error.code(), Code::KeyEmpty);
    /// let error = PrivateKey::parse("/etc/docusign/private.key").unwrap_err();
    /// assert_eq!(error.message(), "This is the path of a file, not a key.");
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn parse(input: impl AsRef<[u8]>) -> Result<Self> {
        let mut repairs = Vec::new();
        let parsed = input::read(input.as_ref(), &mut repairs)?;
        Self::checked(&parsed, repairs)
    }

    fn checked(parsed: &Parsed, repairs: Vec<KeyRepair>) -> Result<Self> {
        let signer = SigningKey::new(&parsed.parts)?;
        let n = without_zeros(&parsed.parts.n).to_vec();
        let e = without_zeros(&parsed.parts.e).to_vec();
        Ok(Self { signer: Arc::new(signer), n, e, format: parsed.format, repairs })
    }

    /// The size of the modulus in bits, 2048 to 4096.
    ///
    /// ```
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let key = docusign_jwt::PrivateKey::parse(pem)?;
    /// assert_eq!(key.bits(), 2048);
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn bits(&self) -> usize {
        bits(&self.n)
    }

    /// The thumbprint of the public key: SHA-256 by RFC 7638, as base64url.
    ///
    /// ```
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let key = docusign_jwt::PrivateKey::parse(pem)?;
    /// assert_eq!(key.thumbprint().len(), 43);
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn thumbprint(&self) -> String {
        thumbprint(&self.n, &self.e)
    }

    /// The public key as PEM with the label `PUBLIC KEY`, as Docusign accepts it.
    ///
    /// ```
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let key = docusign_jwt::PrivateKey::parse(pem)?;
    /// assert!(key.public_key_pem().starts_with("-----BEGIN PUBLIC KEY-----\n"));
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn public_key_pem(&self) -> String {
        der::public_key_pem(&self.n, &self.e)
    }

    /// The format in which the key was passed.
    ///
    /// ```
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let key = docusign_jwt::PrivateKey::parse(pem)?;
    /// assert_eq!(key.format(), docusign_jwt::KeyFormat::Pkcs1Pem);
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn format(&self) -> KeyFormat {
        self.format
    }

    /// The repairs that were necessary to read the key.
    ///
    /// ```
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let key = docusign_jwt::PrivateKey::parse(pem)?;
    /// assert!(key.repairs().is_empty());
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn repairs(&self) -> &[KeyRepair] {
        &self.repairs
    }

    /// Signs with RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2). The operation is blinded, and the
    /// signature is verified before it is returned. It has as many bytes as the modulus.
    ///
    /// # Errors
    /// [`Code::SigningFailed`](crate::Code::SigningFailed) without random numbers, or if the signature does not
    /// verify; a wrong signature is never returned.
    ///
    /// ```
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let key = docusign_jwt::PrivateKey::parse(pem)?;
    /// assert_eq!(key.sign(b"header.claims")?.len(), 256);
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn sign(&self, data: &[u8]) -> Result<Vec<u8>> {
        self.signer.sign(data)
    }

    /// Signs with a coprocessor, as long as its signatures verify.
    #[cfg(feature = "js")]
    pub(crate) fn sign_by(&self, coprocessor: &Coprocessor, data: &[u8]) -> Result<Vec<u8>> {
        self.signer.sign_by(coprocessor, data)
    }

    /// Returns the private key as PKCS#1 DER, to store it or pass it to another program. **It is secret**; the bytes
    /// are wiped on drop.
    ///
    /// # Errors
    /// Never fails for a parsed key.
    ///
    /// ```
    /// use docusign_jwt::PrivateKey;
    ///
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// let key = PrivateKey::parse(pem)?;
    /// let again = PrivateKey::parse(&*key.to_pkcs1_der()?)?;
    /// assert_eq!(again.thumbprint(), key.thumbprint());
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn to_pkcs1_der(&self) -> Result<Zeroizing<Vec<u8>>> {
        der::private_key(&self.signer.parts())
    }

    /// Derives a secret that encrypts stored tokens: HMAC-SHA256 (RFC 2104) over the PKCS#1 DER, with its own label as
    /// the key. It reveals nothing about the private key, and cannot sign. **It is secret**; the bytes are wiped on
    /// drop.
    ///
    /// # Errors
    /// Never fails for a parsed key.
    ///
    /// ```
    /// use docusign_jwt::PrivateKey;
    ///
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// let key = PrivateKey::parse(pem)?;
    /// let on_one_line = PrivateKey::parse(pem.replace('\n', "\\n"))?;
    /// assert_eq!(*key.store_secret()?, *on_one_line.store_secret()?);
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn store_secret(&self) -> Result<Zeroizing<[u8; 32]>> {
        let der = self.to_pkcs1_der()?;
        let unusable = |_| Error::new(Code::Internal, "HMAC takes no key.");
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(STORE_LABEL).map_err(unusable)?;
        mac.update(&der);
        Ok(Zeroizing::new(mac.finalize().into_bytes().into()))
    }

    /// Returns whether this key made a signature.
    ///
    /// ```
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let key = docusign_jwt::PrivateKey::parse(pem)?;
    /// let signature = key.sign(b"header.claims")?;
    /// assert!(key.verifies(b"header.claims", &signature));
    /// assert!(!key.verifies(b"header.other", &signature));
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn verifies(&self, data: &[u8], signature: &[u8]) -> bool {
        verifies(&self.n, &self.e, data, signature)
    }
}

impl FromStr for PrivateKey {
    type Err = Error;

    /// As [`parse`](Self::parse).
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey")
            .field("bits", &self.bits())
            .field("thumbprint", &self.thumbprint())
            .finish_non_exhaustive()
    }
}

/// RFC 7638, section 3: the members in alphabetical order, without spaces.
fn thumbprint(n: &[u8], e: &[u8]) -> String {
    let (n, e) = (Base64UrlUnpadded::encode_string(n), Base64UrlUnpadded::encode_string(e));
    let canonical = format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#);
    Base64UrlUnpadded::encode_string(&Sha256::digest(canonical.as_bytes()))
}
