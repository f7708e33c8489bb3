//! What goes wrong, said so that the search ends here.
//!
//! Every [`Error`] has a [`Code`] out of a closed list, a message that says what happened, and a
//! remedy that says what to do next. Some carry a [`Detail`] with the facts a program needs, such as
//! the consent URL. No message ever contains key material, an assertion, a token or a secret.

mod call;
mod cause;
mod code;
mod detail;
mod obstacle;
mod user;
mod word;

pub use call::Call;
pub use cause::Cause;
pub use code::{Code, ErrorKind};
pub use detail::{ConsentNeeded, Detail, NetworkFailure, OAuthAnswer};
pub use user::User;

pub(crate) use cause::Causes;
pub(crate) use obstacle::{Obstacle, is_foreign, is_page};
pub(crate) use word::{Word, tokens};

use std::fmt;

/// A failure of this library: what happened, why that usually is, what to do next.
///
/// ```
/// use docusign_jwt::{Code, ErrorKind, PrivateKey};
///
/// let error = PrivateKey::parse("").unwrap_err();
/// assert_eq!(error.code(), Code::KeyEmpty);
/// assert_eq!(error.code().as_str(), "key_empty");
/// assert_eq!(error.kind(), ErrorKind::Key);
/// assert!(!error.remedy().is_empty());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

/// Behind a pointer, so that results are small where all goes well.
#[derive(Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    message: String,
    remedy: Option<String>,
    detail: Option<Detail>,
}

/// The result of everything here that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with a message of its own. The message says what happened, never what was in a key.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self::boxed(code, message.into())
    }

    #[cold]
    #[inline(never)]
    fn boxed(code: Code, message: String) -> Self {
        Self(Box::new(Inner { code, message, remedy: None, detail: None }))
    }

    /// Replaces the code's usual remedy by one that knows more.
    #[must_use]
    pub(crate) fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.0.remedy = Some(remedy.into());
        self
    }

    /// Adds the facts a program may want to act on.
    #[must_use]
    pub(crate) fn with_detail(mut self, detail: Detail) -> Self {
        self.0.detail = Some(detail);
        self
    }

    /// The same error with what `shown` makes of the texts that are not of this library alone.
    #[must_use]
    pub(crate) fn with_texts(mut self, shown: &dyn Fn(&str) -> String) -> Self {
        self.0.message = shown(&self.0.message);
        if let Some(Detail::OAuth(answer) | Detail::Consent(ConsentNeeded { answer, .. })) =
            &mut self.0.detail
        {
            for text in [&mut answer.error, &mut answer.error_description, &mut answer.trace] {
                *text = text.as_deref().map(shown);
            }
        }
        self
    }

    /// The stable code, for `match`.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The family the code belongs to; in JavaScript, the class of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.code.kind()
    }

    /// What happened, in one or two sentences.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do next.
    #[must_use]
    pub fn remedy(&self) -> &str {
        self.0.remedy.as_deref().unwrap_or_else(|| self.0.code.remedy())
    }

    /// The facts beside the message, where there are some.
    #[must_use]
    pub fn detail(&self) -> Option<&Detail> {
        self.0.detail.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message(), self.remedy())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("code", &self.code().as_str())
            .field("message", &self.message())
            .field("detail", &self.detail())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {}
