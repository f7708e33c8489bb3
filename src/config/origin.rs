//! Origins that a caller passes.

use std::str::FromStr;

use crate::error::{Code, Error, Result};
use crate::wire::{Origin, quoted};

/// ```
/// use docusign_jwt::{Code, Origin};
///
/// let origin: Origin = "https://na2.docusign.net".parse()?;
/// assert_eq!(origin.host(), "na2.docusign.net");
/// let error = "na2.docusign.net".parse::<Origin>().unwrap_err();
/// assert_eq!(error.code(), Code::OptionInvalid);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
impl FromStr for Origin {
    type Err = Error;

    /// As [`parse`](Self::parse), with an error of the code [`Code::OptionInvalid`].
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text).ok_or_else(|| {
            let message = format!("\"{}\" is not the origin of a server.", quoted(text, 100));
            let remedy = "Use only scheme, host and port, for example https://na2.docusign.net.";
            Error::new(Code::OptionInvalid, message).with_remedy(remedy)
        })
    }
}
