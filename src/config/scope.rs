//! Scopes: what a token allows.

use std::fmt;
use std::str::FromStr;

use crate::config::scope_spelling::{MOST, check, invalid, respelled};
use crate::error::{Error, Result};

/// Scopes in the order in which they were given, each once.
///
/// The list is open: any word that RFC 6749, section 3.3, allows is a scope. Only a misspelling of a known scope, such
/// as `signiture`, is refused. The scopes that Docusign knows are at
/// <https://developers.docusign.com/platform/auth/reference/scopes>.
///
/// ```
/// use docusign_jwt::{Code, Scopes};
///
/// let scopes: Scopes = "signature impersonation signature".parse()?;
/// assert_eq!(scopes.to_string(), "signature impersonation");
/// assert_eq!(Scopes::new(["click.send", "click.manage"])?.cache_key(), "click.manage click.send");
/// assert_eq!(Scopes::new(["signature,click.send"]).unwrap_err().code(), Code::ScopeInvalid);
/// let slip = Scopes::new(["signiture"]).unwrap_err();
/// assert_eq!(slip.message(), "Scope \"signiture\" is not a known scope; did you mean \"signature\"?");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

/// The scope of nearly every eSignature call.
pub const SIGNATURE: &str = "signature";
/// The scope that the JWT grant needs to act as a user.
pub const IMPERSONATION: &str = "impersonation";
/// The scope for reading users with the Admin API.
pub const USER_READ: &str = "user_read";
/// The scope for reading organizations with the Admin API.
pub const ORGANIZATION_READ: &str = "organization_read";

/// Scopes that only a user's token can have.
pub(crate) const OF_USERS: [&str; 5] = [SIGNATURE, IMPERSONATION, "extended", "openid", "cors"];

impl Scopes {
    /// Creates scopes from separate words.
    ///
    /// # Errors
    /// [`Code::ScopeInvalid`](crate::Code::ScopeInvalid) for an empty list, or a word that is not a scope.
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

    /// The scopes that an application without a user can have. If none is left, the scopes for the user search in the
    /// Admin API.
    #[must_use]
    pub fn for_application(&self) -> Self {
        let left: Vec<String> =
            self.0.iter().filter(|scope| !OF_USERS.contains(&scope.as_str())).cloned().collect();
        if left.is_empty() {
            return Self(vec![ORGANIZATION_READ.to_owned(), USER_READ.to_owned()]);
        }
        Self(left)
    }

    /// Whether the scopes contain this scope.
    #[must_use]
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|have| have == scope)
    }

    /// Each scope.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The scopes in sorted order, separated by spaces.
    #[must_use]
    pub fn cache_key(&self) -> String {
        let mut sorted: Vec<&str> = Vec::new();
        for scope in self.iter() {
            // Insertion sort: the list is short, and the standard sort is a hundred times the code.
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

    /// Reads scopes separated by spaces.
    fn from_str(text: &str) -> Result<Self> {
        Self::new(text.split_whitespace()).map_err(|error| respelled(error, text))
    }
}
