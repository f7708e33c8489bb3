//! Calls of a store, which may fail, hang or lie. Each call has a time limit, and none fails the caller.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

use crate::client::engine::Engine;
use crate::client::event::{EventKind, StoreOperation};
use crate::client::identity::Identity;
use crate::client::pauses::{LOCK_LIFETIME, STORE_PATIENCE};
use crate::client::race::race;
use crate::client::signer::SourceError;
use crate::client::store::{StoreCall, StoreOutcome, TokenStore};
use crate::client::transport::Transport;
use crate::error::told;

impl<T: Transport> Engine<T> {
    /// Asks the store, and tells the listener if it fails.
    pub(crate) async fn call_store(&self, who: &Arc<Identity>, call: StoreCall) -> StoreOutcome {
        let Some(sharing) = &self.sharing else { return StoreOutcome::Failed };
        if let StoreCall::Pause(delay) = call {
            self.transport.sleep(Duration::from_millis(delay)).await;
            return StoreOutcome::Done;
        }
        let operation = call.operation();
        let failed = |operation, message| {
            self.tell(who, EventKind::StoreFailed { operation, message });
            StoreOutcome::Failed
        };
        let no_random = |operation| failed(operation, Some("no random numbers".to_owned()));
        // Encrypt before the call, so that a store gets only texts.
        let (record, owner) = match &call {
            StoreCall::Set { stored, .. } => {
                let json = Zeroizing::new(stored.to_json());
                match sharing.cipher.encrypt("token", &who.key, &json) {
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
        // If callers wait for one another, a store that calls the client waits too, until its time is over.
        let nests = !self.transport.shares_work();
        let asked = poll_fn(|cx| match nests {
            true => sharing.poll_within(asked.as_mut(), cx),
            false => asked.as_mut().poll(cx),
        });
        let mut timer = pin!(self.transport.sleep(Duration::from_millis(STORE_PATIENCE)));
        match race(asked, &mut timer).await {
            Some(Ok(outcome)) => outcome,
            Some(Err(error)) => failed(operation, Some(told(&*error))),
            None => failed(operation, None),
        }
    }
}

async fn ask(
    store: &dyn TokenStore,
    call: &StoreCall,
    record: &str,
    new_owner: &str,
) -> Result<StoreOutcome, SourceError> {
    match call {
        StoreCall::Get { name } => return Ok(StoreOutcome::Record(store.get(name).await?)),
        StoreCall::Set { name, lifetime, .. } => {
            store.set(name, record, Duration::from_millis(*lifetime)).await?;
        }
        StoreCall::Delete { name } => store.delete(name).await?,
        StoreCall::Lock { name } => {
            let Some(lock) = store.lock() else { return Ok(StoreOutcome::Failed) };
            let lifetime = Duration::from_millis(LOCK_LIFETIME);
            let taken = lock.take(name, new_owner, lifetime).await?;
            return Ok(StoreOutcome::Locked(taken.then(|| new_owner.to_owned())));
        }
        StoreCall::Unlock { name, owner } => {
            if let Some(lock) = store.lock() {
                lock.release(name, owner).await?;
            }
        }
        StoreCall::Pause(_) => {}
    }
    Ok(StoreOutcome::Done)
}

/// A unique name for the holder of a lock.
fn owner() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(Base64UrlUnpadded::encode_string(&bytes))
}
