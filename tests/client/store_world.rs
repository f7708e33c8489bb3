//! The emulator, and clients of it that share a store, each as if in a process of its own.

use std::sync::{Arc, Mutex};

use docusign_jwt::{
    ClientEvent, DocusignAuth, DocusignAuthBuilder, EventKind, Settings,
    StoreOperation as Operation, StoreRejection as Rejection, StoreSecret, TokenStore,
};

use crate::emulator::{ANN, BOB, Emulator, key};
use crate::stores::Clocked;

/// What clients have told.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<EventKind>>>);

impl Heard {
    pub(crate) fn take(&self) -> Vec<EventKind> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        let name = |kind: EventKind| match kind {
            EventKind::Exchange { .. } => "exchange",
            EventKind::StoreHit { .. } => "hit",
            EventKind::StoreFailed { .. } => "failed",
            EventKind::StoreRejected { .. } => "rejected",
            EventKind::RenewalFailed { .. } => "renewal failed",
            _ => "other",
        };
        self.take().into_iter().map(name).collect()
    }

    pub(crate) fn failures(&self) -> Vec<(Operation, Option<String>)> {
        let failure = |kind| match kind {
            EventKind::StoreFailed { operation, message, .. } => Some((operation, message)),
            _ => None,
        };
        self.take().into_iter().filter_map(failure).collect()
    }

    pub(crate) fn rejections(&self) -> Vec<Rejection> {
        let rejection = |kind| match kind {
            EventKind::StoreRejected { reason, .. } => Some(reason),
            _ => None,
        };
        self.take().into_iter().filter_map(rejection).collect()
    }
}

/// The emulator, and what clients of it have told.
pub(crate) struct World {
    pub(crate) docusign: Emulator,
    pub(crate) heard: Heard,
}

pub(crate) type Builder = DocusignAuthBuilder<Clocked>;
pub(crate) type Client = DocusignAuth<Clocked>;

impl World {
    pub(crate) async fn start() -> Self {
        let world = Self { docusign: Emulator::start(), heard: Heard::default() };
        world.docusign.consent(ANN).await;
        world.docusign.consent(BOB).await;
        world
    }

    pub(crate) fn builder(&self, settings: Settings, transport: Clocked) -> Builder {
        let Heard(heard) = self.heard.clone();
        let listener =
            move |event: &ClientEvent<'_>| heard.lock().unwrap().push(event.kind.clone());
        DocusignAuth::builder(settings, transport).on_event(listener)
    }

    /// A client of Ann's in a process of its own.
    pub(crate) fn ann(&self, store: impl TokenStore + 'static) -> Client {
        self.client(ANN, store)
    }

    pub(crate) fn client(&self, user: &str, store: impl TokenStore + 'static) -> Client {
        let builder = self.builder(self.docusign.user(user), Clocked::new());
        builder.key(key()).store(store).build().unwrap()
    }

    /// The client's token, which must be its own user's.
    pub(crate) async fn own(&self, auth: &Client) -> String {
        let token = auth.token().await.unwrap();
        let user = auth.settings().user_id().unwrap().as_str().to_owned();
        assert_eq!(self.docusign.user_of(&token.access_token).await, user);
        token.access_token.clone()
    }

    pub(crate) async fn exchanges(&self) -> usize {
        self.docusign.exchanges().await
    }
}

pub(crate) fn recent() -> &'static str {
    "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01"
}

pub(crate) fn secret(text: &str) -> StoreSecret {
    StoreSecret::parse(text).unwrap()
}
