//! What a caller's store does.

use std::time::Duration;

use std::sync::Arc;

use crate::client::signer::{BoxFuture, SourceError};

/// Keeps tokens that several processes share, such as in Redis or in Workers KV.
///
/// The store sees encrypted records under names that say nothing. It need not be right or quick: the client gives each
/// call one second, opens and checks each record, and mints a token for itself where the store fails. A call must not
/// block the thread.
///
/// Add [`lock`](Self::lock) where you can: with it, all processes together make one exchange for each token.
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
    /// Returns the record of this name, if there is one. It may be old, or from a place that has not seen the last write.
    ///
    /// # Errors
    /// Any: the client tells its listener, and mints a token.
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>>;

    /// Keeps a record in place of the one before. It has no use after `lifetime`, when its token expires.
    ///
    /// # Errors
    /// Any: the client tells its listener.
    fn set<'a>(
        &'a self,
        name: &'a str,
        record: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<(), SourceError>>;

    /// Removes a record. The client asks for it when an API has refused the token and there is no other. By default
    /// nothing happens, and the record stays until it ends.
    ///
    /// # Errors
    /// Any: the client tells its listener.
    fn delete<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), SourceError>> {
        let _ = name;
        Box::pin(async { Ok(()) })
    }

    /// The locks of this store. By default it has none.
    fn lock(&self) -> Option<&dyn StoreLock> {
        None
    }
}

/// Several clients may have one store.
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
/// A lock that two processes have at once costs an exchange, no more.
pub trait StoreLock: Send + Sync {
    /// Takes the lock of this name for `owner` if it is free, and returns at once whether it did. The lock must end by
    /// itself after `lifetime`.
    ///
    /// # Errors
    /// Any: the client tells its listener, and mints a token.
    fn take<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<bool, SourceError>>;

    /// Releases the lock of this name, if it is still this owner's.
    ///
    /// # Errors
    /// Any: the client tells its listener.
    fn release<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), SourceError>>;
}
