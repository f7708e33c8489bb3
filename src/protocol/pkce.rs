//! PKCE (RFC 7636): binds the code exchange to the party that started the flow.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};

/// A code verifier and its challenge by the method S256.
///
/// The verifier is a secret until the code exchange: keep it in the session. `Debug` leaves it out.
///
/// ```
/// use docusign_jwt::Pkce;
///
/// // RFC 7636, appendix B.
/// let pkce = Pkce::from_random([
///     116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105,
///     214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
/// ]);
/// assert_eq!(pkce.verifier(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
/// assert_eq!(pkce.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Pkce {
    verifier: String,
}

impl Pkce {
    /// A verifier out of 32 bytes of a cryptographic random source.
    #[must_use]
    pub fn from_random(random: [u8; 32]) -> Self {
        Self { verifier: Base64UrlUnpadded::encode_string(&random) }
    }

    /// The verifier: 43 characters, for the code exchange.
    #[must_use]
    pub fn verifier(&self) -> &str {
        &self.verifier
    }

    /// The challenge, for the consent URL.
    #[must_use]
    pub fn challenge(&self) -> String {
        Base64UrlUnpadded::encode_string(&Sha256::digest(self.verifier.as_bytes()))
    }
}

impl fmt::Debug for Pkce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pkce").field("challenge", &self.challenge()).finish_non_exhaustive()
    }
}

/// A state for a consent URL out of 16 bytes of a cryptographic random source: 22 characters.
///
/// ```
/// assert_eq!(docusign_jwt::state_from_random([0; 16]).len(), 22);
/// ```
#[must_use]
pub fn state_from_random(random: [u8; 16]) -> String {
    Base64UrlUnpadded::encode_string(&random)
}
