//! The families of error codes, and their classes in the npm package.

/// The family of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting or an argument is wrong. Nothing was sent.
    Config,
    /// The private key cannot be used.
    Key,
    /// The user, or an administrator, has not consented yet.
    ConsentRequired,
    /// Docusign responded with an OAuth or API error.
    OAuth,
    /// The redirect of the browser reports an error or is invalid.
    Redirect,
    /// The search by e-mail address did not find exactly one active user.
    UserLookup,
    /// No response: the connection failed, the time ran out, or the caller aborted.
    Network,
    /// The response cannot be used.
    Response,
}

impl ErrorKind {
    /// The error class in the npm package.
    #[must_use]
    pub const fn class_name(self) -> &'static str {
        match self {
            Self::Config => "ConfigError",
            Self::Key => "KeyError",
            Self::ConsentRequired => "ConsentRequiredError",
            Self::OAuth => "OAuthError",
            Self::Redirect => "RedirectError",
            Self::UserLookup => "UserLookupError",
            Self::Network => "NetworkError",
            Self::Response => "ResponseError",
        }
    }
}
