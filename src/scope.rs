//! What a token may do.

use std::fmt;
use std::str::FromStr;

use percent_encoding::percent_decode_str;

use crate::quoted::quoted;
use crate::{Code, Error, Result};

/// Scopes in the order in which they were given, each once.
///
/// The list is open: any word that RFC 6749, section 3.3, allows is one. The scopes that Docusign knows
/// are at <https://developers.docusign.com/platform/auth/reference/scopes>.
///
/// ```
/// use docusign_jwt::{Code, Scopes};
///
/// let scopes: Scopes = "signature impersonation signature".parse()?;
/// assert_eq!(scopes.to_string(), "signature impersonation");
/// assert_eq!(Scopes::new(["click.send", "click.manage"])?.cache_key(), "click.manage click.send");
/// assert_eq!(Scopes::new(["signature,click.send"]).unwrap_err().code(), Code::ScopeInvalid);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

/// The scope of nearly every eSignature call.
pub const SIGNATURE: &str = "signature";
/// The scope of acting as a user by JWT.
pub const IMPERSONATION: &str = "impersonation";
/// The scope of reading users by the Admin API.
pub const USER_READ: &str = "user_read";
/// The scope of reading organisations by the Admin API.
pub const ORGANIZATION_READ: &str = "organization_read";

/// Scopes that are recognized in another spelling.
const KNOWN: [&str; 8] = [
    SIGNATURE,
    IMPERSONATION,
    "extended",
    "openid",
    "cors",
    "click.manage",
    USER_READ,
    ORGANIZATION_READ,
];

/// More than Docusign has.
const MOST: usize = 100;

/// Scopes that only the token of a user can have.
pub(crate) const OF_USERS: [&str; 5] = [SIGNATURE, IMPERSONATION, "extended", "openid", "cors"];

impl Scopes {
    /// Scopes, each a word of its own.
    ///
    /// # Errors
    /// [`Code::ScopeInvalid`] for an empty list, and for what is not a scope.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Result<Self> {
        let mut scopes = Vec::new();
        for word in words {
            let word = word.as_ref().trim();
            check(word)?;
            if scopes.len() == MOST {
                return Err(invalid(format!("There are more than {MOST} scopes.")));
            }
            if !scopes.iter().any(|have| have == word) {
                scopes.push(word.to_owned());
            }
        }
        if scopes.is_empty() {
            return Err(invalid("The list of scopes is empty.".to_owned()));
        }
        Ok(Self(scopes))
    }

    /// `signature`.
    #[must_use]
    pub fn signature() -> Self {
        Self(vec![SIGNATURE.to_owned()])
    }

    /// With `impersonation`, which every JWT grant for a user needs.
    #[must_use]
    pub fn with_impersonation(mut self) -> Self {
        if !self.contains(IMPERSONATION) {
            self.0.push(IMPERSONATION.to_owned());
        }
        self
    }

    /// Those that an application without a user can have, which is for the Admin API only; where none
    /// is left, those that looking users up needs.
    #[must_use]
    pub fn for_application(&self) -> Self {
        let left: Vec<String> =
            self.0.iter().filter(|scope| !OF_USERS.contains(&scope.as_str())).cloned().collect();
        if left.is_empty() {
            return Self(vec![ORGANIZATION_READ.to_owned(), USER_READ.to_owned()]);
        }
        Self(left)
    }

    /// Whether the scope is among them.
    #[must_use]
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|have| have == scope)
    }

    /// Each scope.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The set, whatever the order: sorted, with spaces between.
    #[must_use]
    pub fn cache_key(&self) -> String {
        let mut sorted: Vec<&str> = Vec::new();
        for scope in self.iter() {
            // There are few. What sorts many is a hundred times the code.
            sorted.insert(sorted.partition_point(|other| *other < scope), scope);
        }
        sorted.join(" ")
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

impl FromStr for Scopes {
    type Err = Error;

    /// Reads scopes with spaces between them.
    fn from_str(text: &str) -> Result<Self> {
        Self::new(text.split_whitespace()).map_err(|error| match spelling(text) {
            Some(spelling) => error.with_remedy(format!("Write the scopes as \"{spelling}\".")),
            None => error,
        })
    }
}

/// The characters of a scope: those of RFC 6749, section 3.3, without those that stand between scopes or come from
/// encoding them.
fn is_of_scope(c: char) -> bool {
    c.is_ascii_graphic() && !"\"'`\\,;|+%=&<>()[]{}".contains(c)
}

fn check(word: &str) -> Result<()> {
    let reason = if word.is_empty() {
        "A scope is empty.".to_owned()
    } else if word.len() > 200 {
        "A scope is longer than 200 characters.".to_owned()
    } else if word.contains(char::is_whitespace) {
        format!("\"{}\" is several scopes in one text.", quoted(word, 60))
    } else if let Some(odd) = word.chars().find(|c| !is_of_scope(*c)) {
        format!("\"{}\" has the character {odd:?}, which no scope has.", quoted(word, 60))
    } else if KNOWN.contains(&word.to_ascii_lowercase().as_str()) && !KNOWN.contains(&word) {
        format!("\"{}\" is written in capitals; scopes are in lower case.", quoted(word, 60))
    } else {
        return Ok(());
    };
    let error = invalid(reason);
    Err(match spelling(word) {
        Some(spelling) => error.with_remedy(format!("Write the scopes as \"{spelling}\".")),
        None => error,
    })
}

/// How the scopes that a text means are written; nothing if that is not clear.
fn spelling(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?.to_ascii_lowercase();
    let words = decoded.rsplit_once("scope=").map_or(decoded.as_str(), |(_, words)| words);
    let words = words.split(|c: char| !is_of_scope(c)).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(MOST).collect();
    let spelling = words.join(" ");
    let clear =
        words.iter().any(|word| KNOWN.contains(word)) && quoted(&spelling, MOST) == spelling;
    clear.then_some(spelling)
}

fn invalid(message: String) -> Error {
    Error::new(Code::ScopeInvalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_spelling_that_is_meant() {
        for text in [
            "signature%20impersonation",
            "signature;impersonation",
            "signature; impersonation",
            "signature,impersonation",
            "signature, impersonation",
            "signature+impersonation",
            "signature|impersonation",
            "scope=signature%20impersonation",
            "https://x/oauth/auth?scope=signature+impersonation",
            "[\"signature\",\"impersonation\"]",
            "['signature', 'impersonation']",
            "Signature Impersonation",
            "SIGNATURE impersonation",
            "\"signature impersonation\"",
        ] {
            let error = text.parse::<Scopes>().unwrap_err();
            assert_eq!(error.code(), Code::ScopeInvalid, "{text}");
            assert_eq!(
                error.remedy(),
                "Write the scopes as \"signature impersonation\".",
                "{text}"
            );
        }
        let error = Scopes::new(["signature impersonation"]).unwrap_err();
        assert_eq!(error.remedy(), "Write the scopes as \"signature impersonation\".");
    }

    #[test]
    fn unknown_scopes_pass() {
        for text in
            ["click.manage dtr.rooms.read", "signature\nimpersonation", "urn:x:y", "Custom_Scope"]
        {
            assert!(text.parse::<Scopes>().is_ok(), "{text}");
        }
    }
}
