//! What a client tells its listener.

use std::fmt;
use std::sync::Arc;

use crate::config::{ClientId, UserId};
use crate::error::Code;
use crate::protocol::Response;

/// Something that a client did or noticed. It holds no secret, unless a store puts one into the text of its error.
///
/// ```
/// use docusign_jwt::{ClientEvent, EventKind};
///
/// fn log(event: &ClientEvent<'_>) {
///     if let EventKind::Exchange { duration, .. } = event.kind {
///         println!("{}: a token in {duration} ms", event.client_id);
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClientEvent<'a> {
    /// The integration key.
    pub client_id: &'a ClientId,
    /// The user that the client impersonates; none for an application.
    pub user_id: Option<&'a UserId>,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// The client served a token from memory.
    CacheHit,
    /// The client got a new token from Docusign.
    #[non_exhaustive]
    Exchange {
        /// How long the exchange took, in milliseconds.
        duration: u64,
        /// When the token expires, in milliseconds since the epoch.
        expires_at: u64,
    },
    /// The client waits before it sends a request again.
    #[non_exhaustive]
    Retry {
        /// How long it waits, in milliseconds.
        delay: u64,
        /// Which attempt comes after it, counted from 1 for the first.
        attempt: u32,
        /// The status that made it necessary; none after a failed connection.
        status: Option<u16>,
    },
    /// The client could not renew a token, and serves the one that still lives.
    #[non_exhaustive]
    RenewalFailed {
        /// Why.
        code: Code,
    },
    /// An API told its limits.
    RateLimit(RateLimit),
    /// The client took a token out of the store.
    #[cfg(feature = "store")]
    #[non_exhaustive]
    StoreHit {
        /// When the token expires, in milliseconds since the epoch.
        expires_at: u64,
    },
    /// The store failed. The client goes on without it.
    #[cfg(feature = "store")]
    #[non_exhaustive]
    StoreFailed {
        /// What the client asked of it.
        operation: StoreOperation,
        /// The text of the store's error, which may say anything. None if the call took too long.
        message: Option<String>,
    },
    /// The client does not use a record of the store. A new token takes its place.
    #[cfg(feature = "store")]
    #[non_exhaustive]
    StoreRejected {
        /// Why.
        reason: StoreRejection,
    },
}

/// What a client asks of a store.
#[cfg(feature = "store")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StoreOperation {
    /// Encrypt a record: there were no random numbers.
    Seal,
    /// Read a record.
    Get,
    /// Write a record.
    Set,
    /// Remove a record.
    Delete,
    /// Take a lock, or wait for another process that has it.
    Lock,
    /// Release a lock.
    Unlock,
}

/// Why a client does not use a record of a store.
#[cfg(feature = "store")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StoreRejection {
    /// It has not the form of a record.
    Malformed,
    /// It was encrypted with another secret.
    UnknownKey,
    /// It was changed, or is for another user, client, server or scope.
    Tampered,
    /// It holds no token that Docusign could have issued.
    Invalid,
    /// Its token has ended.
    Expired,
}

/// Docusign's limits, as the headers of a response tell them.
///
/// Source: <https://developers.docusign.com/platform/resource-limits>.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The status of the response.
    pub status: u16,
    /// How many calls an account may make in an hour.
    pub limit: Option<u64>,
    /// How many of them are left.
    pub remaining: Option<u64>,
    /// When the count begins anew, in milliseconds since the epoch.
    pub reset: Option<u64>,
    /// How many calls an account may make in 30 seconds.
    pub burst_limit: Option<u64>,
    /// How many of them are left.
    pub burst_remaining: Option<u64>,
}

impl RateLimit {
    /// The limits in a response's headers, if there are any.
    pub(crate) fn told(response: &Response) -> Option<Self> {
        let number = |name| response.header(name).and_then(|value| value.trim().parse().ok());
        let limits = Self {
            status: 0,
            limit: number("x-ratelimit-limit"),
            remaining: number("x-ratelimit-remaining"),
            reset: number("x-ratelimit-reset").map(|seconds: u64| seconds.saturating_mul(1000)),
            burst_limit: number("x-burstlimit-limit"),
            burst_remaining: number("x-burstlimit-remaining"),
        };
        (limits != Self::default()).then_some(Self { status: response.status(), ..limits })
    }
}

type Hears = dyn Fn(&ClientEvent<'_>) + Send + Sync;

/// A caller's function that hears of events.
#[derive(Clone, Default)]
pub(crate) struct Listener(pub(crate) Option<Arc<Hears>>);

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Listener" } else { "None" })
    }
}
