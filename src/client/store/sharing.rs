//! The client's store, and the calls to it.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use crate::client::event::StoreOperation;
use crate::client::signer::SourceError;
use crate::client::store::encrypted_record::RecordCipher;
use crate::client::store::token_store::TokenStore;
use crate::protocol::StoredToken;

/// A caller's store, and the keys of its records.
pub(crate) struct Sharing {
    pub(crate) store: Box<dyn TokenStore>,
    pub(crate) cipher: RecordCipher,
    /// The number of nested calls.
    depth: AtomicUsize,
}

/// The next call to the store.
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
    /// A pause in milliseconds.
    Pause(u64),
}

/// The result of a call.
pub(crate) enum StoreOutcome {
    /// A failure, already reported to the listener.
    Failed,
    Done,
    Record(Option<String>),
    /// The owner of the lock, if it was free.
    Locked(Option<String>),
}

/// More nested calls mean that the store calls itself through the client.
const DEEPEST: usize = 16;

impl Sharing {
    pub(crate) fn new(store: Box<dyn TokenStore>, cipher: RecordCipher) -> Self {
        Self { store, cipher, depth: AtomicUsize::new(0) }
    }

    /// Polls a call of the store, unless too many are on the stack.
    pub(crate) fn poll_within<F: Future<Output = Result<StoreOutcome, SourceError>>>(
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

impl StoreCall {
    pub(crate) fn operation(&self) -> StoreOperation {
        match self {
            Self::Get { .. } => StoreOperation::Get,
            Self::Set { .. } => StoreOperation::Set,
            Self::Delete { .. } => StoreOperation::Delete,
            Self::Lock { .. } | Self::Pause(_) => StoreOperation::Lock,
            Self::Unlock { .. } => StoreOperation::Unlock,
        }
    }
}
