//! What the emulator remembers while it runs.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ring::rand::{SecureRandom, SystemRandom};
use serde_json::Value;

use crate::config::{Client, Config, User};
use crate::envelope::Envelope;
use crate::fault::Rule;
use crate::rate_limits::{Limits, Meter};
use crate::views::{Session, View};

/// Shared by all requests.
#[derive(Clone)]
pub struct Emulator {
    pub config: Arc<Config>,
    users: Arc<HashMap<String, usize>>,
    state: Arc<Mutex<State>>,
}

/// What changes.
#[derive(Default)]
pub struct State {
    pub clock_offset: i64,
    pub consents: HashMap<(String, String), BTreeSet<String>>,
    pub redirect_uris: Vec<(String, String)>,
    /// Public keys that were uploaded, each with its integration key.
    pub uploaded_keys: Vec<(String, Vec<u8>)>,
    pub access_tokens: HashMap<String, Access>,
    pub refresh_tokens: HashMap<String, Refresh>,
    pub codes: HashMap<String, Code>,
    pub sessions: HashMap<String, String>,
    /// In the order in which they were made.
    pub envelopes: Vec<Envelope>,
    pub views: HashMap<String, View>,
    pub view_sessions: HashMap<String, Session>,
    pub mail: Vec<Value>,
    pub limits: Limits,
    pub meters: HashMap<String, Meter>,
    pub faults: Vec<Rule>,
    pub log: Vec<Value>,
    pub draws: u64,
}

/// What an access token is for.
#[derive(Clone)]
pub struct Access {
    pub client: String,
    pub user: Option<String>,
    pub scopes: BTreeSet<String>,
    pub expires_at: u64,
}

/// What a refresh token is for.
#[derive(Clone)]
pub struct Refresh {
    pub client: String,
    pub user: String,
    pub scopes: BTreeSet<String>,
    pub expires_at: u64,
}

/// What an authorization code is for.
#[derive(Clone)]
pub struct Code {
    pub client: String,
    pub user: String,
    pub scopes: BTreeSet<String>,
    pub redirect_uri: String,
    pub challenge: Option<String>,
    pub organizations: Vec<String>,
    pub expires_at: u64,
}

impl Emulator {
    pub fn new(config: Config) -> Self {
        let users = config.users.iter().enumerate();
        let users = users.map(|(index, user)| (user.id.clone(), index)).collect();
        let emulator =
            Self { config: Arc::new(config), users: Arc::new(users), state: Arc::default() };
        emulator.reset();
        emulator
    }

    /// Back to the configuration.
    pub fn reset(&self) {
        let mut state = State::default();
        for consent in &self.config.consents {
            let key = (consent.client.clone(), consent.user.clone());
            state.consents.entry(key).or_default().extend(scopes(&consent.scopes));
        }
        *self.state() = state;
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
        let uploaded = state.uploaded_keys.iter().filter(|(of, _)| *of == client.id);
        client.public_keys.iter().chain(uploaded.map(|(_, key)| key)).cloned().collect()
    }

    pub fn user(&self, id: &str) -> Option<&User> {
        self.users.get(&id.to_ascii_lowercase()).and_then(|index| self.config.users.get(*index))
    }

    /// Whether the user consented to all of the scopes for the client.
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
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let real = since.map(|since| since.as_millis() as u64).unwrap_or_default();
        real.saturating_add_signed(self.state().clock_offset)
    }
}

/// The words of a scope parameter.
pub fn scopes(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// A random text that fits in a URL.
pub fn random_text() -> String {
    use base64::Engine;
    let mut bytes = [0; 24];
    // A system without randomness would make equal tokens, which the tests would see.
    let _ = SystemRandom::new().fill(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// A random GUID (RFC 9562, version 4).
pub fn random_guid() -> String {
    let mut bytes = [0u8; 16];
    let _ = SystemRandom::new().fill(&mut bytes);
    let number = u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62) | (4 << 76) | (2 << 62);
    let hex = format!("{number:032x}");
    let (a, rest) = hex.split_at(8);
    let (b, rest) = rest.split_at(4);
    let (c, rest) = rest.split_at(4);
    let (d, e) = rest.split_at(4);
    format!("{a}-{b}-{c}-{d}-{e}")
}
