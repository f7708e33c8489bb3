//! A token that several processes share: read the store, request the token in one of them, write.
//!
//! The store is never trusted: its records are decrypted and checked. If it fails, the client requests the token itself.
//! Nothing here waits: each result leads to the next call.

use std::collections::VecDeque;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::client::event::{EventKind, StoreOperation, StoreRejection};
use crate::client::identity::Identity;
use crate::client::memory::{FromStore, SharedMemory};
use crate::client::pauses::{
    CLOCK_STEP, FIRST_INTERVAL, LOCK_LIFETIME, LONGEST_INTERVAL, STORE_PATIENCE,
};
use crate::client::store::sharing::{Sharing, StoreCall, StoreOutcome};
use crate::flow::At;
use crate::protocol::{Rejected, StoredToken, Token};

/// The part of the client that a step sees.
pub(crate) struct View<'a> {
    pub(crate) sharing: &'a Sharing,
    pub(crate) who: &'a Identity,
    pub(crate) memory: &'a SharedMemory,
    pub(crate) events: &'a mut Vec<EventKind>,
    pub(crate) at: At,
}

/// The next step.
pub(crate) enum Turn {
    Call(StoreCall),
    /// There is no usable token.
    Exchange,
    Found(Arc<Token>),
}

/// The outcome of a token request.
pub(crate) enum ExchangeEnd<'a> {
    /// There was no token request.
    Found,
    /// The token, and when it was received.
    Got(&'a Token, u64),
    Failed,
}

enum Phase {
    /// The first read.
    Looking,
    Locking,
    /// Another process has the lock.
    Pausing,
    LookingAgain,
    /// A read with the lock: another process may have written between read and lock.
    Holding,
}

/// One attempt to get a token.
pub(crate) struct SharedTokens {
    /// The possible names of the token, the one for writing first, and the current one.
    names: Vec<String>,
    at: usize,
    phase: Phase,
    lock: Option<HeldLock>,
    /// The refused token at the start.
    refused: Option<Zeroizing<String>>,
    /// Only the holder of the lock writes.
    writes: bool,
    begun: u64,
    waited: u64,
    pause: u64,
    /// The remaining work at the end.
    left: VecDeque<StoreCall>,
}

/// The longest time until a token request starts, in milliseconds.
pub(crate) fn longest(secrets: usize) -> u64 {
    let calls = u64::try_from(2 * secrets + 3).unwrap_or(u64::MAX);
    LOCK_LIFETIME.saturating_add(STORE_PATIENCE.saturating_mul(calls))
}

impl SharedTokens {
    /// Starts. With `fresh`, skips the store for reading, and writes the new token.
    pub(crate) fn begin(fresh: bool, view: &mut View<'_>) -> (Self, Turn) {
        let key = &view.who.key;
        let mut shared = Self {
            names: view.sharing.cipher.names(key),
            at: 0,
            phase: Phase::Looking,
            lock: None,
            refused: view.memory.lock().refused(key).map(Zeroizing::new),
            writes: true,
            begun: view.at.now,
            waited: 0,
            pause: FIRST_INTERVAL,
            left: VecDeque::new(),
        };
        let turn = if fresh { Turn::Exchange } else { shared.look(view) };
        (shared, turn)
    }

    /// Takes the result of the last call, and returns the next turn.
    pub(crate) fn advance(&mut self, outcome: StoreOutcome, view: &mut View<'_>) -> Turn {
        match self.phase {
            Phase::Locking => match outcome {
                StoreOutcome::Locked(Some(owner)) => self.hold(owner, view),
                StoreOutcome::Locked(None) => self.busy(view),
                _ => {
                    self.writes = false;
                    Turn::Exchange
                }
            },
            Phase::Pausing => {
                (self.phase, self.at) = (Phase::LookingAgain, 0);
                self.look(view)
            }
            Phase::Looking | Phase::LookingAgain | Phase::Holding => self.looked(outcome, view),
        }
    }

    fn look(&mut self, view: &mut View<'_>) -> Turn {
        if let Some(name) = self.names.get(self.at) {
            return Turn::Call(StoreCall::Get { name: name.clone() });
        }
        match self.phase {
            Phase::Holding => Turn::Exchange,
            _ if view.sharing.store.lock().is_some() => self.take(view),
            _ => Turn::Exchange,
        }
    }

    fn looked(&mut self, outcome: StoreOutcome, view: &mut View<'_>) -> Turn {
        // If each request does its own work, another one may have minted a token meanwhile.
        let known = view.memory.lock().cached(&view.who.key, view.at.now).cloned();
        if let Some(token) = known {
            return Turn::Found(token);
        }
        let record = match outcome {
            StoreOutcome::Record(record) => record,
            _ => {
                self.writes = !matches!(self.phase, Phase::LookingAgain);
                return Turn::Exchange;
            }
        };
        if let Some(token) = record.and_then(|record| self.read(&record, view)) {
            return Turn::Found(token);
        }
        self.at += 1;
        self.look(view)
    }

    /// The token of a record, if it is usable.
    fn read(&self, record: &str, view: &mut View<'_>) -> Option<Arc<Token>> {
        let View { sharing, who, memory, events, at } = view;
        let decrypted = sharing.cipher.decrypt("token", &who.key, record);
        let stored = decrypted.and_then(|plain| {
            StoredToken::read(&plain, at.now).map_err(|rejected| match rejected {
                Rejected::Expired => StoreRejection::Expired,
                Rejected::Invalid => StoreRejection::Invalid,
            })
        });
        let stored = match stored {
            Ok(stored) => stored,
            Err(reason) => {
                events.push(EventKind::StoreRejected { reason });
                return None;
            }
        };
        let margin = who.settings.refresh_margin();
        let mut renew_at = stored.renew_at(margin);
        // Without a lock, all processes that renew at the same moment would request a token.
        if sharing.store.lock().is_none() {
            renew_at = renew_at.saturating_sub((at.random * margin as f64 / 2.0) as u64);
        }
        let expires_at = stored.token.expires_at;
        let kept = memory.lock().keep_shared(&who.key, FromStore { stored, renew_at }, at.now)?;
        events.push(EventKind::StoreHit { expires_at });
        Some(kept)
    }

    fn take(&mut self, view: &mut View<'_>) -> Turn {
        let left = view.memory.lock().take_left_lock(&view.who.key, view.at.now);
        if let Some(owner) = left {
            return self.hold(owner, view);
        }
        self.phase = Phase::Locking;
        Turn::Call(StoreCall::Lock { name: self.name() })
    }

    fn hold(&mut self, owner: String, view: &mut View<'_>) -> Turn {
        self.lock = Some(HeldLock {
            memory: view.memory.clone(),
            key: Arc::clone(&view.who.key),
            owner,
            until: view.at.now.saturating_add(LOCK_LIFETIME),
        });
        (self.phase, self.at) = (Phase::Holding, 0);
        self.look(view)
    }

    /// Another process requests the token. Until then, a token that is due but valid is used.
    fn busy(&mut self, view: &mut View<'_>) -> Turn {
        let now = view.at.now;
        let due = view.memory.lock().postpone(&view.who.key, now);
        if let Some(token) = due {
            return Turn::Found(token);
        }
        if self.waited.max(now.saturating_sub(self.begun)) >= LOCK_LIFETIME {
            let (operation, message) = (StoreOperation::Lock, None);
            view.events.push(EventKind::StoreFailed { operation, message });
            self.writes = false;
            return Turn::Exchange;
        }
        let delay = (self.pause as f64 * (0.5 + view.at.random)) as u64;
        self.waited = self.waited.saturating_add(delay);
        self.pause = (self.pause * 2).min(LONGEST_INTERVAL);
        self.phase = Phase::Pausing;
        Turn::Call(StoreCall::Pause(delay))
    }

    /// Notes the remaining work for the outcome, which [`close`](Self::close) returns.
    pub(crate) fn ends(&mut self, end: ExchangeEnd<'_>, now: u64) {
        match end {
            ExchangeEnd::Got(token, received_at) if self.writes => {
                let remains = token.expires_at.saturating_sub(now);
                let lifetime = remains.min(token.expires_at.saturating_sub(received_at));
                // A token that was dated by a corrected clock is not shared.
                if lifetime > 0 && received_at <= now.saturating_add(CLOCK_STEP) {
                    let stored = StoredToken::new(token.clone(), received_at);
                    let stored = Box::new(stored.after_refusal(self.refused.is_some()));
                    self.left.push_back(StoreCall::Set { name: self.name(), stored, lifetime });
                }
            }
            // Delete the refused record, so that no process finds it.
            ExchangeEnd::Failed if self.refused.is_some() => {
                let names = self.names.iter().cloned();
                self.left.extend(names.map(|name| StoreCall::Delete { name }));
            }
            _ => {}
        }
        if let Some(lock) = &self.lock {
            let (name, owner) = (self.name(), lock.owner.clone());
            self.left.push_back(StoreCall::Unlock { name, owner });
        }
    }

    /// The next remaining step.
    pub(crate) fn close(&mut self) -> Option<StoreCall> {
        let call = self.left.pop_front();
        if let (None, Some(lock)) = (&call, self.lock.take()) {
            lock.released();
        }
        call
    }

    fn name(&self) -> String {
        self.names.first().cloned().unwrap_or_default()
    }
}

/// A lock of this process. If its holder is dropped, the next caller takes it over, because a drop cannot call a
/// store.
struct HeldLock {
    memory: SharedMemory,
    key: Arc<str>,
    owner: String,
    until: u64,
}

impl HeldLock {
    fn released(mut self) {
        self.owner.clear();
    }
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        if !self.owner.is_empty() {
            let owner = std::mem::take(&mut self.owner);
            self.memory.lock().leave_lock(&self.key, owner, self.until);
        }
    }
}
