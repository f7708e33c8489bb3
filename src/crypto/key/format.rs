//! The formats in which a key can be passed.

/// The format of a key.
///
/// ```
/// use docusign_jwt::{KeyFormat, PrivateKey};
///
/// # let pem = include_str!("../../../emulator/fixtures/integration.pem");
/// let key = PrivateKey::parse(pem)?;
/// assert_eq!(key.format(), KeyFormat::Pkcs1Pem);
/// assert_eq!(key.format().as_str(), "PKCS#1 PEM");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyFormat {
    /// PEM with the label `RSA PRIVATE KEY` (RFC 8017), as Docusign shows it.
    Pkcs1Pem,
    /// The same as DER.
    Pkcs1Der,
    /// PEM with the label `PRIVATE KEY` (RFC 5208).
    Pkcs8Pem,
    /// The same as DER.
    Pkcs8Der,
    /// JSON Web Key (RFC 7517).
    Jwk,
}

impl KeyFormat {
    /// The name of the format, for people.
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
