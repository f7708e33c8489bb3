//! Limits of the state: new entries push out the oldest or expired ones.

use std::collections::HashMap;

use crate::state::connect::Webhook;
use crate::state::emulator::State;
use crate::state::envelope::{Envelope, Signer};
use crate::state::retry_queue::RetryQueue;

/// The maximum number of tokens.
const TOKENS: usize = 200_000;
/// The maximum number of other entries.
const OTHERS: usize = 10_000;
/// The maximum size of all envelopes, in bytes.
const ENVELOPES: usize = 256 * 1024 * 1024;

/// The maximum size of all Connect messages, in bytes.
const WEBHOOKS: usize = 128 * 1024 * 1024;

/// Drops entries beyond the limits, after each request.
pub fn trim(state: &mut State, now: u64) {
    map(&mut state.access_tokens, TOKENS, |access| access.expires_at > now);
    map(&mut state.refresh_tokens, TOKENS, |refresh| refresh.expires_at > now);
    map(&mut state.codes, OTHERS, |code| code.expires_at > now);
    map(&mut state.views, OTHERS, |view| view.expires_at > now && !view.redeemed);
    map(&mut state.sessions, OTHERS, |_| true);
    map(&mut state.view_sessions, OTHERS, |_| true);
    map(&mut state.meters, OTHERS, |_| true);
    map(&mut state.consents, TOKENS, |_| true);
    list(&mut state.redirect_uris, OTHERS);
    list(&mut state.envelopes, OTHERS);
    list(&mut state.webhooks, OTHERS);
    hold_webhooks(&mut state.webhooks, WEBHOOKS);
    hold_queues(&mut state.retry_queues, WEBHOOKS, now);
    state.faults.truncate(OTHERS);
    hold(&mut state.envelopes, ENVELOPES);
}

/// Keeps the newest Connect messages within a number of bytes.
fn hold_webhooks(webhooks: &mut Vec<Webhook>, most: usize) {
    let size = |one: &Webhook| size_of_val(one) + one.body.len() + one.url.len() + 512;
    let mut held: usize = webhooks.iter().map(size).sum();
    while held > most && !webhooks.is_empty() {
        held -= size(&webhooks.remove(0));
    }
}

/// Keeps queued messages within a number of bytes: the longest queue drops its oldest message.
fn hold_queues(queues: &mut HashMap<String, RetryQueue>, most: usize, now: u64) {
    if queues.is_empty() {
        return;
    }
    while queues.values().map(RetryQueue::size).sum::<usize>() > most {
        let Some(longest) = queues.values_mut().max_by_key(|queue| queue.size()) else { return };
        longest.forget_one(now);
    }
}

/// Keeps the newest envelopes within a number of bytes.
fn hold(envelopes: &mut Vec<Envelope>, most: usize) {
    let mut held: usize = envelopes.iter().map(size).sum();
    while held > most && !envelopes.is_empty() {
        held -= size(&envelopes.remove(0));
    }
}

fn size(envelope: &Envelope) -> usize {
    let documents = envelope.documents.iter().map(|one| {
        size_of_val(one) + one.bytes.len() + one.id.len() + one.name.len() + one.extension.len()
    });
    let texts = |one: &Signer| {
        let optional = [&one.client_user_id, &one.declined_reason];
        let optional: usize = optional.into_iter().flatten().map(String::len).sum();
        optional + one.id.len() + one.guid.len() + one.name.len() + one.email.len()
    };
    let signers = envelope.signers.iter().map(|one| size_of_val(one) + texts(one));
    size_of_val(envelope) + envelope.subject.len() + documents.chain(signers).sum::<usize>()
}

/// Keeps valid entries. If there are still too many, drops half of them.
fn map<K: std::hash::Hash + Eq + Clone, V>(
    entries: &mut HashMap<K, V>,
    most: usize,
    lives: impl Fn(&V) -> bool,
) {
    if entries.len() <= most {
        return;
    }
    entries.retain(|_, value| lives(value));
    if entries.len() > most {
        let go: Vec<K> = entries.keys().take(most / 2).cloned().collect();
        go.iter().for_each(|key| drop(entries.remove(key)));
    }
}

fn list<T>(entries: &mut Vec<T>, most: usize) {
    if entries.len() > most {
        entries.drain(..entries.len() - most);
    }
}

#[cfg(test)]
mod tests;
