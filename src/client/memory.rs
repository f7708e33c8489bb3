//! The memory that a client and its derived clients share, and their flights.
//!
//! Nothing here waits, reads a clock, or sends. Each call passes the time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::client::expiring_map::ExpiringMap;
use crate::client::flights::{Flights, Shared};
use crate::client::kept_token::KeptToken;
use crate::client::pauses::{CLOCK_STEP, REFUSAL_MEMORY, USER_MEMORY};
use crate::config::UserId;
use crate::error::{Code, Detail, Error, ErrorKind};
use crate::flow::{Exchanged, Lessons};
#[cfg(feature = "store")]
use crate::protocol::StoredToken;
use crate::protocol::{Token, UserInfo};

/// A stored token, and when to renew it.
#[cfg(feature = "store")]
pub(crate) struct FromStore {
    pub(crate) stored: StoredToken,
    pub(crate) renew_at: u64,
}

/// The result of a lookup of a token or userinfo.
pub(crate) enum Ask {
    /// A cached value.
    Ready(Shared),
    /// A recent refusal.
    Refused(Error),
}

struct Refusal {
    error: Error,
    since: u64,
}

#[derive(Default)]
pub(crate) struct Memory {
    tokens: ExpiringMap<KeptToken>,
    user_infos: ExpiringMap<Arc<UserInfo>>,
    found: ExpiringMap<UserId>,
    refusals: ExpiringMap<Refusal>,
    pub(crate) flights: Flights,
    lessons: Lessons,
    /// The owners of store locks whose holder was dropped.
    #[cfg(feature = "store")]
    left_locks: ExpiringMap<String>,
    /// The latest time of the clock, and how often the clock has gone back.
    latest: u64,
    era: u64,
}

impl Memory {
    /// Notes the time. After a corrected clock, the age of dated entries is unknown.
    fn tick(&mut self, now: u64) {
        if now >= self.latest {
            self.latest = now;
        } else if now < self.latest.saturating_sub(CLOCK_STEP) {
            self.latest = now;
            self.era += 1;
            self.lessons = Lessons::default();
            self.tokens.clear();
            self.user_infos.clear();
            self.found.clear();
            self.refusals.clear();
        }
    }

    /// The cached token, if it is not due.
    pub(crate) fn cached(&mut self, key: &str, now: u64) -> Option<&Arc<Token>> {
        self.tick(now);
        self.tokens.get(key)?.ready(now)
    }

    /// What a caller does to get a token; with `fresh`, the cache is not used.
    pub(crate) fn ask_token(&mut self, key: &Arc<str>, fresh: bool, now: u64) -> Option<Ask> {
        self.tick(now);
        if fresh {
            return None;
        }
        if let Some(token) = self.tokens.get(key).and_then(|kept| kept.ready(now)) {
            return Some(Ask::Ready(Shared::Token(Arc::clone(token))));
        }
        let refusal = self.refusals.live(key, now).filter(|refusal| now >= refusal.since);
        refusal.map(|refusal| Ask::Refused(refusal.error.clone()))
    }

    /// What a caller does to get userinfo.
    pub(crate) fn ask_user_info(&mut self, key: &str, fresh: bool, now: u64) -> Option<Ask> {
        self.tick(now);
        let known = self.user_infos.live(key, now).filter(|_| !fresh)?;
        Some(Ask::Ready(Shared::UserInfo(Arc::clone(known))))
    }

    /// Notes that an API has refused a token. `again` means that it replaced another refused token in the same call.
    pub(crate) fn refuse(&mut self, key: &str, access_token: &str, again: bool, now: u64) {
        self.tick(now);
        if let Some(kept) = self.tokens.get_mut(key)
            && kept.token().access_token == access_token
        {
            kept.refuse(now, again);
        }
    }

    /// The era of the clock, and the lessons of earlier token requests.
    pub(crate) fn begin(&mut self, now: u64) -> (u64, Lessons) {
        self.tick(now);
        (self.era, self.lessons)
    }

    /// Keeps the token of a token request that started at `begun`.
    pub(crate) fn keep(
        &mut self,
        key: &Arc<str>,
        exchanged: Exchanged,
        era: u64,
        begun: u64,
        now: u64,
    ) -> Arc<Token> {
        self.tick(now);
        self.refusals.remove(key);
        let Exchanged { token, renew_at, lessons } = exchanged;
        let token = Arc::new(token);
        // The clock was corrected meanwhile. Waiting callers get this token; the next caller gets a token with a known
        // age.
        if era != self.era {
            return token;
        }
        self.lessons = lessons;
        let expires_at = token.expires_at;
        let kept = match self.tokens.remove(key) {
            Some(mut kept) => {
                kept.replace(Arc::clone(&token), renew_at, begun);
                kept
            }
            None => KeptToken::new(Arc::clone(&token), renew_at, begun),
        };
        self.tokens.set(key, kept, expires_at, now);
        token
    }

    /// The refused access token, unless another one has replaced it.
    #[cfg(feature = "store")]
    pub(crate) fn refused(&self, key: &str) -> Option<String> {
        Some(self.tokens.get(key)?.refused()?.access_token.clone())
    }

    /// The cached token while another process renews it, if it is valid and no API has refused it.
    #[cfg(feature = "store")]
    pub(crate) fn postpone(&mut self, key: &str, now: u64) -> Option<Arc<Token>> {
        self.tick(now);
        self.tokens.get_mut(key)?.postpone(now)
    }

    /// Keeps the token of another process, whose clock may be ahead of ours. Returns the token if it is usable: not refused
    /// and not due.
    #[cfg(feature = "store")]
    pub(crate) fn keep_shared(
        &mut self,
        key: &Arc<str>,
        FromStore { stored, renew_at }: FromStore,
        now: u64,
    ) -> Option<Arc<Token>> {
        self.tick(now);
        let StoredToken { token, received_at, after_refusal, .. } = stored;
        let (expires_at, received_at) = (token.expires_at, received_at.min(now));
        let known = self.tokens.get(key);
        let refused = known.and_then(KeptToken::refused);
        if refused.is_some_and(|refused| refused.access_token == token.access_token) {
            return None;
        }
        let is_ready = now < renew_at;
        if !is_ready && known.is_some_and(|known| known.token().expires_at > expires_at) {
            return None;
        }
        let token = Arc::new(token);
        let mut kept = match self.tokens.remove(key) {
            Some(mut kept) => {
                kept.replace(Arc::clone(&token), renew_at, received_at);
                kept
            }
            None => KeptToken::new(Arc::clone(&token), renew_at, received_at),
        };
        if after_refusal {
            kept.hold(received_at);
        }
        self.refusals.remove(key);
        self.tokens.set(key, kept, expires_at, now);
        is_ready.then_some(token)
    }

    /// The owner of an abandoned lock, which this caller now holds.
    #[cfg(feature = "store")]
    pub(crate) fn take_left_lock(&mut self, key: &str, now: u64) -> Option<String> {
        self.tick(now);
        let owner = self.left_locks.live(key, now).cloned();
        self.left_locks.remove(key);
        owner
    }

    #[cfg(feature = "store")]
    pub(crate) fn leave_lock(&mut self, key: &Arc<str>, owner: String, until: u64) {
        self.left_locks.set(key, owner, until, self.latest);
    }

    /// The cached token after a failed renewal, if it is still valid and no API has refused it.
    pub(crate) fn outlives(&mut self, key: &str, now: u64) -> Option<Arc<Token>> {
        self.tick(now);
        self.tokens.get_mut(key)?.outlives(now)
    }

    /// Records a failed token request, with the status of the response if there was one.
    pub(crate) fn failed(&mut self, key: &Arc<str>, error: &Error, status: Option<u16>, now: u64) {
        self.tick(now);
        if is_lasting(error, status) {
            let refusal = Refusal { error: error.clone(), since: now };
            self.refusals.set(key, refusal, now.saturating_add(REFUSAL_MEMORY), now);
        }
    }

    /// Drops refusals for consent: the user may have consented.
    pub(crate) fn forget_refusals(&mut self) {
        self.refusals.clear();
    }

    pub(crate) fn keep_user_info(&mut self, key: &Arc<str>, user_info: Arc<UserInfo>, now: u64) {
        self.tick(now);
        self.user_infos.set(key, user_info, now.saturating_add(USER_MEMORY), now);
    }

    /// Caches the user that a search has found.
    pub(crate) fn found(&mut self, key: &str, now: u64) -> Option<UserId> {
        self.tick(now);
        self.found.live(key, now).cloned()
    }

    pub(crate) fn keep_found(&mut self, key: &Arc<str>, user_id: UserId, now: u64) {
        self.tick(now);
        self.found.set(key, user_id, now.saturating_add(USER_MEMORY), now);
    }
}

/// Whether Docusign refused and would refuse again. Transient failures and failures on our side are not lasting.
fn is_lasting(error: &Error, status: Option<u16>) -> bool {
    let kind = error.kind();
    if !matches!(kind, ErrorKind::ConsentRequired | ErrorKind::OAuth | ErrorKind::Response) {
        return false;
    }
    let told = match error.detail() {
        Some(Detail::OAuth(response)) => response.status,
        Some(Detail::Consent(needed)) => needed.answer.status,
        _ => None,
    };
    let status = told.or(status).unwrap_or_default();
    // A truncated response is transient; a proxy's page is not.
    let garbled = kind == ErrorKind::Response && status < 400;
    let passes = matches!(status, 408 | 429 | 500..);
    !passes && (!garbled || error.code() == Code::ResponseInvalid)
}

/// The memory of a client and its derived clients.
#[derive(Clone, Default)]
pub(crate) struct SharedMemory(Arc<Mutex<Memory>>);

impl SharedMemory {
    /// Nothing waits while it is locked, and a panic of a caller's code never happens in it.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
