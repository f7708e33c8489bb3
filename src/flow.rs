//! Sans-I/O operations: the caller performs each step and reports its outcome.

mod authorized_call;
mod bearer_call;
mod call_options;
mod call_target;
mod code_exchange;
mod failure;
mod jwt_exchange;
mod retry;
mod user_search;
mod userinfo_call;

pub use authorized_call::AuthorizedCall;
pub use call_options::CallOptions;
pub use code_exchange::{ClientProof, CodeExchange};
pub use failure::Failure;
pub use jwt_exchange::{Exchanged, JwtExchange, Lessons};
#[cfg(any(feature = "js", feature = "client"))]
pub(crate) use user_search::email_key;
pub use user_search::{UserQuery, UserSearch, select_user};
pub use userinfo_call::UserInfoCall;

use crate::error::{Code, Detail, Error, Result};
use crate::protocol::{Request, Response, UserInfo};
use std::fmt;

/// An operation in steps, without its own network, clock or signer.
///
/// Call [`advance`](Flow::advance) with [`Event::Start`], perform the [`Step`], and report its outcome as the next
/// event. Continue until the step is [`Step::Done`] or an error.
pub trait Flow {
    /// The result of the operation.
    type Output;

    /// Advances by one step.
    ///
    /// # Errors
    /// The operation has failed. Do not advance it further.
    fn advance(&mut self, event: Event, at: At) -> Result<Step<Self::Output>>;
}

/// The moment of an event, from the caller's clock and random source.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// Milliseconds since the epoch.
    pub now: u64,
    /// A random number from 0 to 1, which spreads the retries of many callers.
    pub random: f64,
}

/// The next step for the caller.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step<T> {
    /// Sign these bytes with RS256 and the key of this index, then report [`Event::Signed`].
    #[non_exhaustive]
    Sign {
        /// The index of the key, in the caller's order.
        key: usize,
        /// The signing input.
        data: String,
    },
    /// Send this request, then report [`Event::Answered`] or [`Event::Failed`].
    Send(Request),
    /// Wait, then report [`Event::Waited`].
    #[non_exhaustive]
    Wait {
        /// The delay in milliseconds.
        delay: u64,
        /// The number of the next attempt; the first attempt is 1.
        attempt: u32,
        /// The status that caused the retry; `None` after a failed connection.
        status: Option<u16>,
    },
    /// Get an access token, then report [`Event::Token`].
    Token {
        /// An API refused the current token. Report a new one. If you have none, report the same token: the operation
        /// then ends with the API's response.
        refused: bool,
    },
    /// Get the userinfo of the client's user, then report [`Event::UserInfo`].
    UserInfo,
    /// The operation has succeeded.
    Done(T),
}

impl<T> Step<T> {
    /// Converts the outcome of the step.
    pub(crate) fn and_then<U>(self, then: impl FnOnce(T) -> Result<Step<U>>) -> Result<Step<U>> {
        Ok(match self {
            Self::Sign { key, data } => Step::Sign { key, data },
            Self::Send(request) => Step::Send(request),
            Self::Wait { delay, attempt, status } => Step::Wait { delay, attempt, status },
            Self::Token { refused } => Step::Token { refused },
            Self::UserInfo => Step::UserInfo,
            Self::Done(value) => return then(value),
        })
    }
}

impl<T> fmt::Debug for Step<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sign { key, .. } => write!(f, "Sign {{ key: {key} }}"),
            Self::Send(request) => write!(f, "Send({request:?})"),
            Self::Wait { delay, attempt, .. } => write!(f, "Wait {{ {delay} ms, try {attempt} }}"),
            Self::Token { refused } => write!(f, "Token {{ refused: {refused} }}"),
            Self::UserInfo => f.write_str("UserInfo"),
            Self::Done(_) => f.write_str("Done"),
        }
    }
}

/// The outcome of a step.
#[derive(Clone)]
#[non_exhaustive]
pub enum Event {
    /// The operation begins.
    Start,
    /// The signature.
    Signed(Vec<u8>),
    /// A response arrived, with any status.
    Answered(Response),
    /// No response arrived.
    Failed(Failure),
    /// The access token.
    Token(String),
    /// The userinfo.
    UserInfo(UserInfo),
    /// The wait is over.
    Waited,
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("Start"),
            Self::Signed(_) => f.write_str("Signed"),
            Self::Answered(response) => write!(f, "Answered({response:?})"),
            Self::Failed(failure) => write!(f, "Failed({failure:?})"),
            Self::Token(_) => f.write_str("Token"),
            Self::UserInfo(_) => f.write_str("UserInfo"),
            Self::Waited => f.write_str("Waited"),
        }
    }
}

/// The caller reported an event that does not fit the previous step.
pub(crate) fn out_of_turn() -> Error {
    Error::new(Code::Internal, "The reported event does not belong to the previous step.")
}

/// The word of an OAuth error response, which decides the next step.
pub(crate) fn error_word(error: &Error) -> Option<&str> {
    match error.detail()? {
        Detail::OAuth(response) => response.error.as_deref(),
        _ => None,
    }
}
