//! The integration key.

use crate::wire::{guid, oddity};
use std::fmt;
use std::str::FromStr;

use crate::error::{Code, Error, Result, surface};

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
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub struct ClientId(String);

impl ClientId {
    /// Reads a GUID. Case, hyphens, and braces or quotes around it do not matter.
    ///
    /// # Errors
    /// [`Code::ClientIdInvalid`].
    pub fn parse(text: &str) -> Result<Self> {
        guid(text).map(Self).ok_or_else(|| {
            let name = surface!(js: "The integration key (clientId)", rust: "The integration key");
            let message = format!("{name} {}.", oddity(text));
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

impl FromStr for ClientId {
    type Err = Error;

    /// As [`parse`](Self::parse).
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl TryFrom<String> for ClientId {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<ClientId> for String {
    fn from(client_id: ClientId) -> Self {
        client_id.0
    }
}

impl AsRef<str> for ClientId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
