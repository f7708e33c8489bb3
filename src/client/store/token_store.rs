//! The store that a caller implements.

use std::time::Duration;

use std::sync::Arc;

use crate::client::signer::{BoxFuture, SourceError};

/// A store for tokens that several processes share, for example Redis or Workers KV.
///
/// The store sees encrypted records under opaque names. The client does not trust it: it waits one second per call,
/// checks each record, and mints a token itself if the store fails. A call must not block the thread.
///
/// Implement [`lock`](Self::lock) if you can: all processes together then send one token request per token.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::{Mutex, PoisonError};
/// use std::time::{Duration, Instant};
///
/// use docusign_jwt::{BoxFuture, SourceError, StoreLock, TokenStore};
///
/// /// A store for several clients in one process.
/// #[derive(Default)]
/// struct InMemory {
///     records: Mutex<HashMap<String, (String, Instant)>>,
///     locks: Mutex<HashMap<String, (String, Instant)>>,
/// }
///
/// fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
///     mutex.lock().unwrap_or_else(PoisonError::into_inner)
/// }
///
/// impl TokenStore for InMemory {
///     fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>> {
///         Box::pin(async move { Ok(lock(&self.records).get(name).map(|(record, _)| record.clone())) })
///     }
///
///     fn set<'a>(
///         &'a self,
///         name: &'a str,
///         record: &'a str,
///         lifetime: Duration,
///     ) -> BoxFuture<'a, Result<(), SourceError>> {
///         Box::pin(async move {
///             let (mut records, now) = (lock(&self.records), Instant::now());
///             records.retain(|_, (_, end)| *end > now);
///             records.insert(name.to_owned(), (record.to_owned(), now + lifetime));
///             Ok(())
///         })
///     }
///
///     fn delete<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), SourceError>> {
///         Box::pin(async move {
///             lock(&self.records).remove(name);
///             Ok(())
///         })
///     }
///
///     fn lock(&self) -> Option<&dyn StoreLock> {
///         Some(self)
///     }
/// }
///
/// impl StoreLock for InMemory {
///     fn take<'a>(
///         &'a self,
///         name: &'a str,
///         owner: &'a str,
///         lifetime: Duration,
///     ) -> BoxFuture<'a, Result<bool, SourceError>> {
///         Box::pin(async move {
///             let (mut locks, now) = (lock(&self.locks), Instant::now());
///             locks.retain(|_, (_, end)| *end > now);
///             let is_free = !locks.contains_key(name);
///             if is_free {
///                 locks.insert(name.to_owned(), (owner.to_owned(), now + lifetime));
///             }
///             Ok(is_free)
///         })
///     }
///
///     fn release<'a>(
///         &'a self,
///         name: &'a str,
///         owner: &'a str,
///     ) -> BoxFuture<'a, Result<(), SourceError>> {
///         Box::pin(async move {
///             let mut locks = lock(&self.locks);
///             if locks.get(name).is_some_and(|(holder, _)| holder == owner) {
///                 locks.remove(name);
///             }
///             Ok(())
///         })
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), SourceError> {
/// let store = InMemory::default();
/// let minute = Duration::from_secs(60);
/// store.set("name", "record", minute).await?;
/// assert_eq!(store.get("name").await?.as_deref(), Some("record"));
/// assert!(store.take("name", "one", minute).await? && !store.take("name", "two", minute).await?);
/// store.release("name", "two").await?; // not its own: the lock stays
/// assert!(!store.take("name", "two", minute).await?);
/// # Ok(()) }
/// ```
///
/// Pass it to [`DocusignAuthBuilder::store`](crate::DocusignAuthBuilder::store). A client in JavaScript with the same
/// secret reads the same records.
pub trait TokenStore: Send + Sync {
    /// Returns the record with this name, if it exists. It may be outdated.
    ///
    /// # Errors
    /// Any error: the client tells its listener, and mints a token.
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>>;

    /// Writes a record, and replaces the previous one. The record expires after `lifetime`, with its token.
    ///
    /// # Errors
    /// Any error: the client tells its listener.
    fn set<'a>(
        &'a self,
        name: &'a str,
        record: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<(), SourceError>>;

    /// Removes a record. The client calls this if an API has refused the token and there is no other. The default does
    /// nothing: the record stays until it expires.
    ///
    /// # Errors
    /// Any error: the client tells its listener.
    fn delete<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), SourceError>> {
        let _ = name;
        Box::pin(async { Ok(()) })
    }

    /// The locks of this store. The default is none.
    fn lock(&self) -> Option<&dyn StoreLock> {
        None
    }
}

/// Several clients can share a store.
impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>> {
        (**self).get(name)
    }

    fn set<'a>(
        &'a self,
        name: &'a str,
        record: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<(), SourceError>> {
        (**self).set(name, record, lifetime)
    }

    fn delete<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), SourceError>> {
        (**self).delete(name)
    }

    fn lock(&self) -> Option<&dyn StoreLock> {
        (**self).lock()
    }
}

/// The locks of a [`TokenStore`], one for each name, such as `SET … NX PX` in Redis.
///
/// If two processes hold a lock at once, the cost is one more token request.
pub trait StoreLock: Send + Sync {
    /// Takes the lock with this name for `owner` if it is free, and returns at once whether it did. The lock must
    /// expire after `lifetime`.
    ///
    /// # Errors
    /// Any error: the client tells its listener, and mints a token.
    fn take<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<bool, SourceError>>;

    /// Releases the lock with this name, if `owner` still holds it.
    ///
    /// # Errors
    /// Any error: the client tells its listener.
    fn release<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), SourceError>>;
}
