//! An access token in the hands of an operation that is under way.

use std::fmt;

use zeroize::Zeroizing;

/// `Debug` leaves it out, and its memory is wiped.
#[derive(Default)]
pub(crate) struct BearerToken(Zeroizing<String>);

impl BearerToken {
    pub(crate) fn new(token: String) -> Self {
        Self(Zeroizing::new(token))
    }

    /// Whether it is this one.
    pub(crate) fn is(&self, token: &str) -> bool {
        *self.0 == token
    }

    /// The value of the header `Authorization`.
    pub(crate) fn header(&self) -> String {
        format!("Bearer {}", *self.0)
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken")
    }
}
