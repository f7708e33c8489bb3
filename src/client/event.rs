//! Events for the client's listener.

use std::fmt;
use std::sync::Arc;

use crate::config::{ClientId, UserId};
use crate::error::Code;
use crate::protocol::Response;

/// Something that a client did or noticed. An event contains no secret, unless a store puts one into its error text.
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
    /// The user that the client impersonates; `None` for an application.
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
        /// How long the token request took, in milliseconds.
        duration: u64,
        /// When the token expires, in milliseconds since the epoch.
        expires_at: u64,
    },
    /// The client waits before a retry.
    #[non_exhaustive]
    Retry {
        /// How long it waits, in milliseconds.
        delay: u64,
        /// The number of the next attempt; the first attempt is 1.
        attempt: u32,
        /// The status that caused the retry; `None` after a failed connection.
        status: Option<u16>,
    },
    /// The client could not renew a token, and serves the one that is still valid.
    #[non_exhaustive]
    RenewalFailed {
        /// Why.
        code: Code,
    },
    /// An API reported its rate limits.
    RateLimit(RateLimit),
    /// The client took a token out of the store.
    #[cfg(feature = "store")]
    #[non_exhaustive]
    StoreHit {
        /// When the token expires, in milliseconds since the epoch.
        expires_at: u64,
    },
    /// The store failed. The client continues without it.
    #[cfg(feature = "store")]
    #[non_exhaustive]
    StoreFailed {
        /// The operation that failed.
        operation: StoreOperation,
        /// The store's error text, which may contain anything; `None` if the call took too long.
        message: Option<String>,
    },
    /// The client rejected a record of the store. It mints a new token.
    #[cfg(feature = "store")]
    #[non_exhaustive]
    StoreRejected {
        /// Why.
        reason: StoreRejection,
    },
}

/// An operation of a store.
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

macro_rules! rejections {
    ($( #[doc = $doc:literal] $name:ident = $text:literal; )+) => {
        /// Why a client rejects a record of a store.
        #[cfg(feature = "store")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum StoreRejection { $( #[doc = $doc] $name, )+ }

        /// The reasons in JavaScript, with their meanings.
        #[cfg(feature = "_catalog")]
        pub(crate) const REJECTIONS: &[(&str, &str)] = &[$( ($text, $doc) ),+];
    };
}

rejections! {
    /// The record has the wrong format.
    Malformed = "malformed";
    /// The record was encrypted with another secret.
    UnknownKey = "unknown_key";
    /// The record was changed, or belongs to another user, client, server or scope.
    Tampered = "tampered";
    /// The record contains no valid token.
    Invalid = "invalid";
    /// The token has expired.
    Expired = "expired";
}

/// Docusign's rate limits, from the headers of a response.
///
/// Source: <https://developers.docusign.com/platform/resource-limits>.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The status of the response.
    pub status: u16,
    /// How many calls an account may make in an hour.
    pub limit: Option<u64>,
    /// How many of these calls are left.
    pub remaining: Option<u64>,
    /// When the count restarts, in milliseconds since the epoch.
    pub reset: Option<u64>,
    /// How many calls an account may make in 30 seconds.
    pub burst_limit: Option<u64>,
    /// How many of these calls are left.
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

/// A caller's function that receives events.
#[derive(Clone, Default)]
pub(crate) struct Listener(pub(crate) Option<Arc<Hears>>);

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Listener" } else { "None" })
    }
}
