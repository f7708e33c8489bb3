//! How much the emulator remembers: whoever fills it pushes out what is oldest or has ended.

use std::collections::HashMap;

use crate::state::State;

/// No test makes more tokens.
const TOKENS: usize = 200_000;
/// No test makes more of anything else.
const OTHERS: usize = 10_000;
/// The documents of all envelopes together, in bytes.
const DOCUMENTS: usize = 256 * 1024 * 1024;

/// Forgets what is too much; called after each request.
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
    list(&mut state.mail, OTHERS);
    list(&mut state.envelopes, OTHERS);
    state.faults.truncate(OTHERS);
    let mut held: usize = state.envelopes.iter().map(size).sum();
    while held > DOCUMENTS && !state.envelopes.is_empty() {
        held -= size(&state.envelopes.remove(0));
    }
}

fn size(envelope: &crate::envelope::Envelope) -> usize {
    envelope.documents.iter().map(|document| document.bytes.len()).sum()
}

/// What lives stays; if that is still too much, any half of it goes.
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
mod tests {
    use super::*;
    use crate::state::Access;

    #[test]
    fn nothing_grows_without_end() {
        let mut state = State::default();
        let access = |expires_at| Access {
            client: String::new(),
            user: None,
            scopes: Default::default(),
            expires_at,
        };
        for number in 0..=TOKENS as u64 {
            state.access_tokens.insert(number.to_string(), access(number));
        }
        for number in 0..=OTHERS {
            state.mail.push(number.into());
            state.sessions.insert(number.to_string(), String::new());
            state.redirect_uris.push((String::new(), number.to_string()));
        }
        trim(&mut state, 100_000);
        assert_eq!(state.access_tokens.len(), 100_000);
        assert!(state.access_tokens.contains_key("200000"));
        assert_eq!(state.mail.first(), Some(&1.into()));
        assert!(state.sessions.len() <= OTHERS && state.redirect_uris.len() == OTHERS);
        trim(&mut state, u64::MAX);
        assert_eq!(state.access_tokens.len(), 100_000, "what is not too much stays");
    }
}
