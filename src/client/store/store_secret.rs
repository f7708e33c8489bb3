//! The secret that encrypts stored records.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::client::store::secret_strength::{SHORTEST_SECRET, is_guessable};
use crate::error::{Code, Error, Result};

const MAKE_ONE: &str = "Make one with openssl rand -base64 32.";

/// The secret with which a client encrypts its records in a store.
///
/// All processes that share tokens need the same secret. Without one, the client derives it from its private key.
/// `Debug` does not show it; memory is wiped.
///
/// ```
/// use docusign_jwt::{Code, StoreSecret};
///
/// let secret = StoreSecret::parse("0j4jHnF9yq1yQx0xkYb2XnZtQ4p7mVwS8rLkTgUeDzA=")?;
/// let error = StoreSecret::parse("change me please").unwrap_err();
/// assert_eq!(error.code(), Code::OptionInvalid);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone)]
pub struct StoreSecret(Zeroizing<Vec<u8>>);

impl StoreSecret {
    /// Reads a secret from text, such as the output of `openssl rand -base64 32`. White space around it is ignored.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for fewer than 16 bytes, or a secret that is easy to guess.
    pub fn parse(text: &str) -> Result<Self> {
        // Trimmed as in JavaScript, so that both derive the same key.
        let is_space = |c: char| (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}';
        Self::from_bytes(text.trim_matches(is_space))
    }

    /// Creates a secret from bytes.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Self> {
        let bytes = bytes.as_ref();
        let message = if bytes.len() < SHORTEST_SECRET {
            let length = bytes.len();
            format!("The store secret has {length} bytes; the minimum is {SHORTEST_SECRET}.")
        } else if is_guessable(bytes) {
            "The store secret is easy to guess: it repeats characters, counts, or consists of common words."
                .to_owned()
        } else {
            return Ok(Self(Zeroizing::new(bytes.to_vec())));
        };
        Err(Error::new(Code::OptionInvalid, message).with_remedy(MAKE_ONE))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for StoreSecret {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl fmt::Debug for StoreSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_secrets_are_refused_and_shown_nowhere() {
        for weak in ["", "short", "                    ", "0123456789abcdef", "passwordpassword1"] {
            let error = StoreSecret::parse(weak).unwrap_err();
            assert_eq!(error.code(), Code::OptionInvalid, "{weak}");
            assert!(weak.len() < 6 || !error.to_string().contains(weak), "{error}");
        }
        let text = "0j4jHnF9yq1yQx0xkYb2XnZtQ4p7mVwS8rLkTgUeDzA=";
        let secret: StoreSecret = format!("\u{feff}{text}\r\n").parse().unwrap();
        assert_eq!(secret.as_bytes(), text.as_bytes());
        assert_eq!(format!("{secret:?}"), "StoreSecret");
        assert!(
            StoreSecret::from_bytes(
                *b"\x9f\x11\xe7\x02\x81\xd4\x60\xaa\x3c\x95\x0e\xf8\x42\x77\xbd\x19"
            )
            .is_ok()
        );
    }
}
