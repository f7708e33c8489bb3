//! A cached token, and its refusals by APIs.

use std::sync::Arc;

#[cfg(feature = "store")]
use crate::client::pauses::DUE_PAUSE;
use crate::client::pauses::{REFUSED_TOKEN_PAUSE, RENEWAL_PAUSE};
use crate::protocol::Token;

/// The token of a cache key. A renewal replaces the token, and keeps the refusals.
pub(crate) struct KeptToken {
    token: Arc<Token>,
    renew_at: u64,
    received_at: u64,
    /// Whether an API has refused it: the next caller then gets another one.
    refused: bool,
    refused_at: Option<u64>,
    refused_before: Option<u64>,
    held_until: Option<u64>,
}

impl KeptToken {
    pub(crate) fn new(token: Arc<Token>, renew_at: u64, received_at: u64) -> Self {
        Self {
            token,
            renew_at,
            received_at,
            refused: false,
            refused_at: None,
            refused_before: None,
            held_until: None,
        }
    }

    pub(crate) fn replace(&mut self, token: Arc<Token>, renew_at: u64, received_at: u64) {
        self.token = token;
        self.renew_at = renew_at;
        self.received_at = received_at;
        self.refused = false;
    }

    pub(crate) fn token(&self) -> &Arc<Token> {
        &self.token
    }

    /// The token, unless it is due.
    pub(crate) fn ready(&self, now: u64) -> Option<&Arc<Token>> {
        (now < self.renew_at).then_some(&self.token)
    }

    /// The refused token, until another one replaces it.
    #[cfg(feature = "store")]
    pub(crate) fn refused(&self) -> Option<&Arc<Token>> {
        self.refused.then_some(&self.token)
    }

    /// The token while another process renews it, if it is valid and no API has refused it. It is served for a while.
    #[cfg(feature = "store")]
    pub(crate) fn postpone(&mut self, now: u64) -> Option<Arc<Token>> {
        if self.refused || now >= self.token.expires_at {
            return None;
        }
        self.renew_at = now.saturating_add(DUE_PAUSE).min(self.token.expires_at);
        Some(Arc::clone(&self.token))
    }

    /// For a while from `since`, no other token is minted for APIs that refuse this one.
    #[cfg(feature = "store")]
    pub(crate) fn hold(&mut self, since: u64) {
        self.held_until = Some(since.saturating_add(REFUSED_TOKEN_PAUSE));
    }

    /// The token after a failed renewal, if it is still valid and no API has refused it. It is served for a while.
    pub(crate) fn outlives(&mut self, now: u64) -> Option<Arc<Token>> {
        if self.refused || now >= self.token.expires_at {
            return None;
        }
        self.renew_at = now.saturating_add(RENEWAL_PAUSE).min(self.token.expires_at);
        Some(Arc::clone(&self.token))
    }

    /// Notes that an API has refused the token. The next caller gets another one, unless that was just tried without
    /// success: then the token is not the problem. `again` means that it replaced a refused token in the same call.
    pub(crate) fn refuse(&mut self, now: u64, again: bool) {
        if self.refused || self.held_until.is_some_and(|until| now < until) {
            return;
        }
        let young = |since: u64| now < since.saturating_add(REFUSED_TOKEN_PAUSE);
        if (again && young(self.received_at)) || self.refused_before.is_some_and(young) {
            self.held_until = Some(now.saturating_add(REFUSED_TOKEN_PAUSE));
            return;
        }
        self.refused_before = self.refused_at;
        self.refused_at = Some(now);
        self.refused = true;
        self.renew_at = 0;
    }
}
