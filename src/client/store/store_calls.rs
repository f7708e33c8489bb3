//! Calls of a store, which may do anything: fail, hang, lie. None takes longer than its limit, and none fails the caller.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

use crate::client::engine::Engine;
use crate::client::event::{EventKind, StoreOperation};
use crate::client::identity::Identity;
use crate::client::pauses::{LOCK_LIFETIME, STORE_PATIENCE};
use crate::client::race::race;
use crate::client::signer::SourceError;
use crate::client::store::sealed::Sealer;
use crate::client::store::shared_tokens::longest;
use crate::client::store::token_store::TokenStore;
use crate::client::transport::Transport;
use crate::error::told;
use crate::protocol::StoredToken;

/// A caller's store, and the keys of what goes there.
pub(crate) struct Sharing {
    pub(crate) store: Box<dyn TokenStore>,
    pub(crate) sealer: Sealer,
    /// How many calls are on the stack, one within the other.
    depth: AtomicUsize,
}

/// What is asked of a store next.
pub(crate) enum StoreCall {
    Get {
        name: String,
    },
    Set {
        name: String,
        stored: Box<StoredToken>,
        lifetime: u64,
    },
    Delete {
        name: String,
    },
    Lock {
        name: String,
    },
    Unlock {
        name: String,
        owner: String,
    },
    /// Leave it alone for so many milliseconds.
    Pause(u64),
}

/// What came of it.
pub(crate) enum StoreAnswer {
    /// The listener has been told.
    Failed,
    Done,
    Record(Option<String>),
    /// The owner of the lock, if it was free.
    Locked(Option<String>),
}

/// More calls within one another are of a store that calls itself by way of the client.
const DEEPEST: usize = 16;

impl Sharing {
    pub(crate) fn new(store: Box<dyn TokenStore>, sealer: Sealer) -> Self {
        Self { store, sealer, depth: AtomicUsize::new(0) }
    }

    /// How long it takes at most until an exchange begins, in milliseconds.
    pub(crate) fn longest(&self) -> u64 {
        longest(self.sealer.secrets())
    }

    fn poll_within<F: Future<Output = Result<StoreAnswer, SourceError>>>(
        &self,
        future: Pin<&mut F>,
        cx: &mut Context<'_>,
    ) -> Poll<F::Output> {
        struct Left<'a>(&'a AtomicUsize);
        impl Drop for Left<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
        let depth = self.depth.fetch_add(1, Ordering::Relaxed);
        let _left = Left(&self.depth);
        if depth >= DEEPEST {
            return Poll::Ready(Err("the store asks the client for a token".into()));
        }
        future.poll(cx)
    }
}

impl<T: Transport> Engine<T> {
    /// Asks the store, and tells the listener if it fails.
    pub(crate) async fn call_store(&self, who: &Arc<Identity>, call: StoreCall) -> StoreAnswer {
        let Some(sharing) = &self.sharing else { return StoreAnswer::Failed };
        if let StoreCall::Pause(delay) = call {
            self.transport.sleep(Duration::from_millis(delay)).await;
            return StoreAnswer::Done;
        }
        let operation = call.operation();
        let failed = |operation, message| {
            self.tell(who, EventKind::StoreFailed { operation, message });
            StoreAnswer::Failed
        };
        let no_random = |operation| failed(operation, Some("no random numbers".to_owned()));
        // What is sent is made before the call, so that a store gets nothing but texts.
        let (record, owner) = match &call {
            StoreCall::Set { stored, .. } => {
                let json = Zeroizing::new(stored.to_json());
                match sharing.sealer.seal("token", &who.key, &json) {
                    Some(record) => (record, String::new()),
                    None => return no_random(StoreOperation::Seal),
                }
            }
            StoreCall::Lock { .. } => match owner() {
                Some(owner) => (String::new(), owner),
                None => return no_random(operation),
            },
            _ => Default::default(),
        };
        let mut asked = pin!(ask(&*sharing.store, &call, &record, &owner));
        // Where callers wait for one another, a store that asks the client waits too, until its time is over.
        let nests = !self.transport.shares_work();
        let asked = poll_fn(|cx| match nests {
            true => sharing.poll_within(asked.as_mut(), cx),
            false => asked.as_mut().poll(cx),
        });
        let mut timer = pin!(self.transport.sleep(Duration::from_millis(STORE_PATIENCE)));
        match race(asked, &mut timer).await {
            Some(Ok(answer)) => answer,
            Some(Err(error)) => failed(operation, Some(told(&*error))),
            None => failed(operation, None),
        }
    }
}

impl StoreCall {
    fn operation(&self) -> StoreOperation {
        match self {
            Self::Get { .. } => StoreOperation::Get,
            Self::Set { .. } => StoreOperation::Set,
            Self::Delete { .. } => StoreOperation::Delete,
            Self::Lock { .. } | Self::Pause(_) => StoreOperation::Lock,
            Self::Unlock { .. } => StoreOperation::Unlock,
        }
    }
}

async fn ask(
    store: &dyn TokenStore,
    call: &StoreCall,
    record: &str,
    new_owner: &str,
) -> Result<StoreAnswer, SourceError> {
    match call {
        StoreCall::Get { name } => return Ok(StoreAnswer::Record(store.get(name).await?)),
        StoreCall::Set { name, lifetime, .. } => {
            store.set(name, record, Duration::from_millis(*lifetime)).await?;
        }
        StoreCall::Delete { name } => store.delete(name).await?,
        StoreCall::Lock { name } => {
            let Some(lock) = store.lock() else { return Ok(StoreAnswer::Failed) };
            let lifetime = Duration::from_millis(LOCK_LIFETIME);
            let taken = lock.take(name, new_owner, lifetime).await?;
            return Ok(StoreAnswer::Locked(taken.then(|| new_owner.to_owned())));
        }
        StoreCall::Unlock { name, owner } => {
            if let Some(lock) = store.lock() {
                lock.release(name, owner).await?;
            }
        }
        StoreCall::Pause(_) => {}
    }
    Ok(StoreAnswer::Done)
}

/// A name for the holder of a lock that nobody else has.
fn owner() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(Base64UrlUnpadded::encode_string(&bytes))
}
