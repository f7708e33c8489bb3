//! The user to impersonate.

use std::fmt;
use std::str::FromStr;

use crate::error::{Code, Error, Result, surface};
use crate::wire::{Find, guid, oddity};

macro_rules! user {
    () => {
        surface!(js: "The user to impersonate (userId)", rust: "The user to impersonate")
    };
}

/// A user's GUID: what Docusign calls User ID, and older pages API Username.
///
/// ```
/// use docusign_jwt::{Code, UserId};
///
/// let user_id = UserId::parse("A0000000-0000-4000-8000-000000000001")?;
/// assert_eq!(user_id.as_str(), "a0000000-0000-4000-8000-000000000001");
/// assert_eq!(UserId::parse("ann@example.com").unwrap_err().code(), Code::UserIdIsEmail);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub struct UserId(String);

impl UserId {
    /// Reads a GUID. Case, hyphens, and braces or quotes around it do not matter.
    ///
    /// # Errors
    /// [`Code::UserIdIsEmail`] for an e-mail address, [`Code::UserIdInvalid`] for any other value.
    pub fn parse(text: &str) -> Result<Self> {
        if let Some(guid) = guid(text) {
            return Ok(Self(guid));
        }
        if text.includes_char('@') {
            let message = concat!(user!(), " is an e-mail address.");
            return Err(Error::new(Code::UserIdIsEmail, message));
        }
        let message = format!("{} {}.", user!(), oddity(text));
        Err(Error::new(Code::UserIdInvalid, message))
    }

    /// The GUID in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for UserId {
    type Err = Error;

    /// As [`parse`](Self::parse).
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl TryFrom<String> for UserId {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<UserId> for String {
    fn from(user_id: UserId) -> Self {
        user_id.0
    }
}

impl AsRef<str> for UserId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
