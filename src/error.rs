//! Errors: a stable code, a message, a remedy.
//!
//! Every [`Error`] has a [`Code`] from a closed list, a message that says what happened, and a remedy that says what
//! to do next. Some carry a [`Detail`] with facts for the program, such as the consent URL. No message ever contains
//! key material, an assertion, a token or a secret.

mod call;
mod cause;
mod code;
mod detail;
mod kind;
mod obstacle;
#[cfg(feature = "serde")]
mod serialized;
mod source;
mod surface;
mod user;
mod word;

pub use call::Call;
pub use cause::Cause;
pub use code::Code;
pub use detail::{ConsentNeeded, Detail, ErrorResponse, NetworkFailure, OAuthAnswer};
pub use kind::ErrorKind;
pub use user::User;

pub(crate) use cause::Causes;
pub(crate) use obstacle::{Obstacle, is_foreign, is_page};
pub(crate) use source::{Shared, Source, told};
pub(crate) use surface::surface;
pub(crate) use word::{Word, tokens};

use std::fmt;

use crate::wire::quotable;

/// An error of this library: what happened, the usual cause, what to do next.
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

/// Boxed, so that a `Result` stays small.
#[derive(Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    message: String,
    remedy: Option<String>,
    detail: Option<Detail>,
    source: Source,
}

/// The result of every fallible function of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Creates an error with its own message. The message never contains key material.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self::boxed(code, message.into())
    }

    #[cold]
    #[inline(never)]
    fn boxed(code: Code, message: String) -> Self {
        Self(Box::new(Inner {
            code,
            message,
            remedy: None,
            detail: None,
            source: Source::default(),
        }))
    }

    /// Creates the error of a failed signer: [`Code::SigningFailed`], with `source` as its source.
    ///
    /// The message repeats the text of `source` without long words, which may be secrets.
    ///
    /// ```
    /// use std::error::Error as _;
    ///
    /// use docusign_jwt::{Code, Error};
    ///
    /// let error = Error::signing_failed("the KMS denies access to the key");
    /// assert_eq!(error.code(), Code::SigningFailed);
    /// assert_eq!(error.message(), "The signer failed: the KMS denies access to the key.");
    /// # #[cfg(not(feature = "js"))]
    /// assert!(error.source().is_some());
    /// ```
    pub fn signing_failed(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let source = Shared::from(source.into());
        let told = quotable(&told(&*source));
        let message = format!("The signer failed: {}.", told.trim_end_matches('.'));
        Self::new(Code::SigningFailed, message).with_source(source)
    }

    /// Keeps the foreign error that caused this one.
    #[must_use]
    pub(crate) fn with_source(mut self, source: Shared) -> Self {
        self.0.source = Source::new(source);
        self
    }

    /// Replaces the code's usual remedy with a more specific one.
    #[must_use]
    pub(crate) fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.0.remedy = Some(remedy.into());
        self
    }

    /// Adds facts for the program.
    #[must_use]
    pub(crate) fn with_detail(mut self, detail: Detail) -> Self {
        self.0.detail = Some(detail);
        self
    }

    /// Applies `shown` to the texts that contain foreign words.
    #[must_use]
    pub(crate) fn with_texts(mut self, shown: &dyn Fn(&str) -> String) -> Self {
        self.0.message = shown(&self.0.message);
        if let Some(
            Detail::OAuth(response) | Detail::Consent(ConsentNeeded { answer: response, .. }),
        ) = &mut self.0.detail
        {
            for text in [&mut response.error, &mut response.error_description, &mut response.trace]
            {
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

    /// The family of the code.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.code.kind()
    }

    /// What happened, in one or two sentences.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do next. Empty where the message says it, as for most errors with [`Code::OptionMissing`] and
    /// [`Code::OptionInvalid`].
    #[must_use]
    pub fn remedy(&self) -> &str {
        self.0.remedy.as_deref().unwrap_or_else(|| self.0.code.remedy())
    }

    /// Facts for the program, if the error has any.
    #[must_use]
    pub fn detail(&self) -> Option<&Detail> {
        self.0.detail.as_ref()
    }

    /// Returns the link to send to the user who has not consented. Only [`Code::ConsentRequired`] has it, and only if
    /// the settings have a user and a redirect URI.
    ///
    /// ```
    /// # use docusign_jwt::{At, ClientId, Environment, Event, Flow, JwtExchange, Lessons};
    /// # use docusign_jwt::{Response, Settings, UserId};
    /// # let settings = Settings::new(
    /// #     ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
    /// #     Environment::demo(),
    /// # )
    /// # .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001")?)
    /// # .with_redirect_uri("https://example.com/callback");
    /// # let at = At { now: 1_795_521_600_000, random: 0.5 };
    /// # let mut exchange = JwtExchange::new(settings, 1, Lessons::default(), at.now);
    /// # exchange.advance(Event::Start, at)?;
    /// # exchange.advance(Event::Signed(vec![0; 256]), at)?;
    /// # let body = r#"{"error":"consent_required"}"#;
    /// # let response = Response::new(400, [("content-type".into(), "application/json".into())], body);
    /// # let error = exchange.advance(Event::Answered(response), at).unwrap_err();
    /// if let Some(url) = error.consent_url() {
    ///     assert!(url.starts_with("https://account-d.docusign.com/oauth/auth?"));
    /// }
    /// # assert!(error.consent_url().is_some());
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn consent_url(&self) -> Option<&str> {
        match self.detail()? {
            Detail::Consent(needed) => needed.consent_url.as_deref(),
            _ => None,
        }
    }

    /// Returns whether the same call may succeed later: the connection failed, the time ran out, or the server failed
    /// or asked to wait.
    ///
    /// The flows have already retried as often as the [`RetryPolicy`](crate::RetryPolicy) allows.
    ///
    /// ```
    /// use docusign_jwt::{Code, Error, PrivateKey};
    ///
    /// assert!(!PrivateKey::parse("").unwrap_err().is_transient());
    /// ```
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match (self.code(), self.detail()) {
            (Code::NetworkFailed | Code::Timeout | Code::RateLimited | Code::ServerError, _) => {
                true
            }
            (_, Some(Detail::OAuth(response))) => {
                matches!(response.status, Some(408 | 429 | 500..=599))
            }
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())?;
        match self.remedy() {
            "" => Ok(()),
            remedy => write!(f, " {remedy}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("code", &self.code().as_str())
            .field("message", &self.message())
            .field("remedy", &self.remedy())
            .field("detail", &self.detail())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.error()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_says_what_to_do_stands_alone() {
        let error =
            Error::new(Code::OptionInvalid, "The option fetch is a number, not a function.");
        assert_eq!(error.to_string(), "The option fetch is a number, not a function.");
        let error = error.with_remedy("Leave it out.");
        assert_eq!(
            error.to_string(),
            "The option fetch is a number, not a function. Leave it out."
        );
    }
}
