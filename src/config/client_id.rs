//! The integration key.

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
    /// Reads a GUID; case and surrounding space do not matter.
    ///
    /// # Errors
    /// [`Code::ClientIdInvalid`].
    pub fn parse(text: &str) -> Result<Self> {
        guid(text).map(Self).ok_or_else(|| {
            let what = if text.trim().is_empty() { "is empty" } else { "is not a GUID" };
            Error::new(Code::ClientIdInvalid, format!("The integration key (clientId) {what}."))
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

/// A GUID as 8-4-4-4-12 hexadecimal digits, in lower case.
pub(crate) fn guid(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    fits.then(|| text.to_ascii_lowercase())
}
