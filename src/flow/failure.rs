//! Why no response arrived.

use std::error::Error as StdError;
use std::fmt;
#[cfg(not(feature = "js"))]
use std::sync::Arc;

use crate::error::{Code, Detail, Error, NetworkFailure, Obstacle, told};
use crate::wire::{path_of, quotable, without_queries};

/// Why no response arrived.
///
/// `Debug` leaves the queries of URLs out.
///
/// ```
/// use docusign_jwt::Failure;
///
/// let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
/// let failure = Failure::connection(refused);
/// assert_eq!(format!("{failure:?}"), "Connection(\"connection refused\")");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Failure {
    /// The connection failed, in the words of the HTTP client.
    Connection(String),
    /// The connection failed with this error, which becomes the [`source`](StdError::source) of the operation's error.
    #[cfg(not(feature = "js"))]
    Error(Arc<dyn StdError + Send + Sync>),
    /// The time limit of the operation is over.
    Timeout,
    /// The body is larger than this many bytes.
    TooLarge(u64),
}

impl Failure {
    /// Creates the failure of a connection from an HTTP client's error.
    ///
    /// The operation's error repeats the texts of this error and its sources, without the queries of URLs. This error
    /// becomes its [`source`](StdError::source).
    pub fn connection(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let error = error.into();
        #[cfg(feature = "js")]
        return Self::Connection(told(&*error));
        #[cfg(not(feature = "js"))]
        Self::Error(Arc::from(error))
    }

    /// Whether a retry may help.
    pub(crate) fn is_transient(&self) -> bool {
        !matches!(self, Self::Timeout | Self::TooLarge(_))
    }

    /// The error for the caller, after the last retry.
    pub(crate) fn into_error(self, url: &str) -> Error {
        let place = path_of(url);
        match self {
            Self::Connection(reason) => unconnected(place, &reason),
            #[cfg(not(feature = "js"))]
            Self::Error(error) => unconnected(place, &told(&*error)).with_source(error),
            Self::Timeout => {
                Error::new(Code::Timeout, format!("No response from {place} within the timeout."))
                    .with_detail(Detail::Network(NetworkFailure { timeout: true, aborted: false }))
            }
            Self::TooLarge(limit) => {
                let message = format!("The response from {place} is larger than {limit} bytes.");
                Error::new(Code::ResponseTooLarge, message)
            }
        }
    }
}

fn unconnected(place: &str, reason: &str) -> Error {
    // The HTTP client may repeat the request in its message.
    let reason = quotable(&without_queries(reason));
    let message = format!("No response from {place}: {reason}.");
    let failure = NetworkFailure { timeout: false, aborted: false };
    let error = Error::new(Code::NetworkFailed, message).with_detail(Detail::Network(failure));
    match Obstacle::told(&reason) {
        Some(obstacle) => error.with_remedy(obstacle.remedy()),
        None => error,
    }
}

impl PartialEq for Failure {
    /// Errors of an HTTP client are equal only if they are the same object.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Connection(one), Self::Connection(other)) => one == other,
            #[cfg(not(feature = "js"))]
            (Self::Error(one), Self::Error(other)) => Arc::ptr_eq(one, other),
            (Self::Timeout, Self::Timeout) => true,
            (Self::TooLarge(one), Self::TooLarge(other)) => one == other,
            _ => false,
        }
    }
}

impl Eq for Failure {}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let connection = |f: &mut fmt::Formatter<'_>, reason: &str| {
            f.debug_tuple("Connection").field(&without_queries(reason)).finish()
        };
        match self {
            Self::Connection(reason) => connection(f, reason),
            #[cfg(not(feature = "js"))]
            Self::Error(error) => connection(f, &told(&**error)),
            Self::Timeout => f.write_str("Timeout"),
            Self::TooLarge(limit) => f.debug_tuple("TooLarge").field(limit).finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(feature = "js"))]
    /// As an HTTP client's error: its own text says little, those behind it say why.
    #[derive(Debug)]
    struct Outer(std::io::Error);

    #[cfg(not(feature = "js"))]
    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("error sending request for url (https://x.com/a?email=SECRET)")
        }
    }

    #[cfg(not(feature = "js"))]
    impl StdError for Outer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }

    #[cfg(not(feature = "js"))]
    #[test]
    fn the_error_of_an_http_client_is_told_whole_and_stays_the_source() {
        let failure = Failure::connection(Outer(std::io::Error::other("dns error: no such host")));
        assert!(failure.is_transient());
        assert_eq!(failure, failure.clone());
        assert_ne!(failure, Failure::Connection(String::new()));
        let shown = format!("{failure:?}");
        let error = failure.into_error("https://x.com/a?email=SECRET");
        assert_eq!(error.code(), Code::NetworkFailed);
        assert!(error.is_transient());
        let told = "error sending request for url (https://x.com/a): dns error: no such host";
        assert_eq!(error.message(), format!("No response from https://x.com/a: {told}."));
        assert_eq!(error.remedy(), Obstacle::Dns.remedy());
        let source = std::error::Error::source(&error).unwrap();
        assert!(source.downcast_ref::<Outer>().is_some());
        assert!(!format!("{shown}{error:?}{error}").contains("SECRET"));
        assert_eq!(error, error.clone());
    }

    #[test]
    fn a_text_is_told_without_queries() {
        let failure = Failure::Connection("GET https://x.com/a?code=SECRET failed".to_owned());
        assert_eq!(format!("{failure:?}"), "Connection(\"GET https://x.com/a failed\")");
        let error = failure.into_error("https://x.com/a");
        assert_eq!(
            error.message(),
            "No response from https://x.com/a: GET https://x.com/a failed."
        );
    }
}
