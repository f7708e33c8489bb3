//! The emulator, shared by all requests.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Builder;

use crate::state::config::{Account, Client, Config, User};
use crate::state::connect::{Delivery, Report, Webhook};
use crate::state::envelope::Envelope;
use crate::state::fault::Rule;
use crate::state::grant::{Access, Code, Refresh};
use crate::state::host::{Host, Sleep};
use crate::state::journal::Journal;
use crate::state::limits::{Limits, Meter};
use crate::state::retry_queue::RetryQueue;
use crate::state::scopes::scopes;
use crate::state::view::{Session, View};

/// Shared by all requests.
#[derive(Clone)]
pub struct Emulator {
    pub config: Arc<Config>,
    users: Arc<HashMap<String, usize>>,
    state: Arc<Mutex<State>>,
    host: Arc<dyn Host>,
}

/// The maximum size of the log, in bytes.
const LOG: usize = 128 * 1024 * 1024;
/// The maximum size of the e-mails, in bytes.
const MAIL: usize = 16 * 1024 * 1024;
/// The maximum number of key pairs of an integration key.
const KEYS: usize = 5;
/// The maximum number of scopes in a user's consent.
const CONSENTED: usize = 1000;

/// The mutable state.
#[derive(Default)]
pub struct State {
    pub clock_offset: i64,
    pub consents: HashMap<(String, String), BTreeSet<String>>,
    pub redirect_uris: Vec<(String, String)>,
    /// Uploaded public keys, in order.
    pub uploaded_keys: Vec<UploadedKey>,
    pub access_tokens: HashMap<String, Access>,
    pub refresh_tokens: HashMap<String, Refresh>,
    pub codes: HashMap<String, Code>,
    pub sessions: HashMap<String, String>,
    /// In order of creation.
    pub envelopes: Vec<Envelope>,
    pub views: HashMap<String, View>,
    pub view_sessions: HashMap<String, Session>,
    pub mail: Journal<MAIL>,
    pub limits: Limits,
    pub meters: HashMap<String, Meter>,
    pub faults: Vec<Rule>,
    pub log: Journal<LOG>,
    pub draws: u64,
    pub webhooks: Vec<Webhook>,
    pub webhook_count: u64,
    message_count: u64,
    /// By listener: the messages that it refused, and later ones.
    pub retry_queues: HashMap<String, RetryQueue>,
    /// Counts the resets.
    pub epoch: u64,
}

/// A public key that was uploaded for an integration key.
pub struct UploadedKey {
    client: String,
    key: Vec<u8>,
    temporary: bool,
}

impl State {
    /// Consents to more scopes: of an integration key, and of a user.
    pub fn consent(&mut self, key: (String, String), scopes: impl IntoIterator<Item = String>) {
        let consented = self.consents.entry(key).or_default();
        consented.extend(scopes);
        while consented.len() > CONSENTED {
            consented.pop_last();
        }
    }
}

impl Emulator {
    pub fn new(config: Config, host: impl Host + 'static) -> Self {
        let users = config.users.iter().enumerate();
        let users = users.map(|(index, user)| (user.id.to_ascii_lowercase(), index)).collect();
        let emulator = Self {
            config: Arc::new(config),
            users: Arc::new(users),
            state: Arc::default(),
            host: Arc::new(host),
        };
        emulator.reset();
        emulator
    }

    /// Back to the configuration.
    pub fn reset(&self) {
        let mut state = State::default();
        for consent in &self.config.consents {
            let key = (consent.client.clone(), consent.user.clone());
            state.consent(key, scopes(&consent.scopes));
        }
        let mut current = self.state();
        // A running delivery must not report on a later message.
        state.epoch = current.epoch + 1;
        *current = state;
    }

    /// A handler that panicked leaves the state as it is, which is good enough for a test server.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn client(&self, id: &str) -> Option<&Client> {
        self.config.clients.iter().find(|client| client.id.eq_ignore_ascii_case(id))
    }

    /// The public keys of an integration key: those of the configuration and those uploaded.
    pub fn public_keys(&self, client: &Client) -> Vec<Vec<u8>> {
        let state = self.state();
        let uploaded = state.uploaded_keys.iter().filter(|one| one.client == client.id);
        client.public_keys.iter().chain(uploaded.map(|one| &one.key)).cloned().collect()
    }

    /// Adds a public key, and returns whether there was a free place. The oldest temporary key is replaced.
    pub fn upload_key(&self, client: &Client, key: Vec<u8>, temporary: bool) -> bool {
        let mut state = self.state();
        let uploaded = &mut state.uploaded_keys;
        let ours = |one: &UploadedKey| one.client == client.id;
        // A repeated temporary key becomes the newest.
        uploaded.retain(|one| !(temporary && one.temporary && ours(one) && one.key == key));
        if client.public_keys.contains(&key) {
            return true;
        }
        if let Some(known) = uploaded.iter_mut().find(|one| ours(one) && one.key == key) {
            known.temporary &= temporary;
            return true;
        }
        if client.public_keys.len() + uploaded.iter().filter(|one| ours(one)).count() >= KEYS {
            let oldest = uploaded.iter().position(|one| ours(one) && one.temporary);
            let Some(oldest) = oldest else { return false };
            uploaded.remove(oldest);
        }
        uploaded.push(UploadedKey { client: client.id.clone(), key, temporary });
        true
    }

    pub fn user(&self, id: &str) -> Option<&User> {
        self.users.get(&id.to_ascii_lowercase()).and_then(|index| self.config.users.get(*index))
    }

    /// Whether the user has consented to all scopes for the client.
    pub fn has_consented(&self, client: &Client, user: &User, wanted: &BTreeSet<String>) -> bool {
        let of_all: BTreeSet<String> =
            client.consent_of_all.iter().flat_map(|text| scopes(text)).collect();
        let state = self.state();
        let own = state.consents.get(&(client.id.clone(), user.id.clone()));
        wanted
            .iter()
            .all(|scope| of_all.contains(scope) || own.is_some_and(|own| own.contains(scope)))
    }

    /// The emulator's time in milliseconds since the epoch.
    pub fn now(&self) -> u64 {
        self.host_now().saturating_add_signed(self.state().clock_offset)
    }

    /// The host's time, which tests cannot set.
    pub fn host_now(&self) -> u64 {
        self.host.now()
    }

    pub fn sleep(&self, millis: u64) -> Sleep {
        self.host.sleep(millis)
    }

    pub fn deliver(&self, delivery: Delivery, report: Report) {
        self.host.deliver(delivery, report);
    }

    pub fn account(&self, id: &str) -> Option<&Account> {
        self.config.accounts.iter().find(|account| account.id == id)
    }

    /// The number of the next message of Connect.
    pub fn next_message(&self) -> u64 {
        let mut state = self.state();
        state.message_count += 1;
        state.message_count
    }

    /// A random URL-safe text.
    pub fn random_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.random::<24>())
    }

    /// A random GUID.
    pub fn random_guid(&self) -> String {
        Builder::from_random_bytes(self.random()).into_uuid().to_string()
    }

    /// A random number of eight digits.
    pub fn random_number(&self) -> u32 {
        10_000_000 + u32::from_be_bytes(self.random()) % 90_000_000
    }

    fn random<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        self.host.fill(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests;
