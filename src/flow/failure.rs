//! Why no response arrived.

use crate::error::{Code, Detail, Error, NetworkFailure, Obstacle};
use crate::wire::quotable;

/// Why no answer arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The connection failed, in the words of whatever made it.
    Connection(String),
    /// The time allowed for the operation is over.
    Timeout,
    /// The body is larger than this many bytes.
    TooLarge(u64),
}

impl Failure {
    /// Whether another try may help.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self, Self::Connection(_))
    }

    /// The error, when there is no other try.
    pub(crate) fn into_error(self, url: &str) -> Error {
        let place = url.split('?').next().unwrap_or_default();
        match self {
            Self::Connection(reason) => {
                // Whatever made the connection may put the request into its words.
                let reason = quotable(&reason);
                let message = format!("No answer from {place}: {reason}.");
                let error = Error::new(Code::NetworkFailed, message).with_detail(Detail::Network(
                    NetworkFailure { timeout: false, aborted: false },
                ));
                match Obstacle::told(&reason) {
                    Some(obstacle) => error.with_remedy(obstacle.remedy()),
                    None => error,
                }
            }
            Self::Timeout => {
                Error::new(Code::Timeout, format!("No answer from {place} within the timeout."))
                    .with_detail(Detail::Network(NetworkFailure { timeout: true, aborted: false }))
            }
            Self::TooLarge(limit) => {
                let message = format!("The answer from {place} is larger than {limit} bytes.");
                Error::new(Code::ResponseTooLarge, message)
            }
        }
    }
}
