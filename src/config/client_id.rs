//! The integration key.

use crate::wire::{guid, oddity};
use std::fmt;

use crate::error::{Code, Error, Result};

/// An integration key: the GUID that Docusign calls Integration Key and OAuth calls client ID.
///
/// ```
/// use docusign_jwt::{ClientId, Code};
///
/// let client_id = ClientId::parse(" C0000000-0000-4000-8000-000000000001\n")?;
/// assert_eq!(client_id.as_str(), "c0000000-0000-4000-8000-000000000001");
/// assert_eq!(ClientId::parse("my-app").unwrap_err().code(), Code::ClientIdInvalid);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClientId(String);

impl ClientId {
    /// Reads a GUID. Case, hyphens, and braces or quotes around it do not matter.
    ///
    /// # Errors
    /// [`Code::ClientIdInvalid`].
    pub fn parse(text: &str) -> Result<Self> {
        guid(text).map(Self).ok_or_else(|| {
            let message = format!("The integration key (clientId) {}.", oddity(text));
            Error::new(Code::ClientIdInvalid, message)
        })
    }

    /// The GUID in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
