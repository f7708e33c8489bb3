//! The identity of a client.

use std::sync::Arc;

use crate::client::event::{ClientEvent, EventKind};
use crate::settings::Settings;

/// The settings of one client among those that share an engine.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) settings: Settings,
    /// The cache key of its tokens.
    pub(crate) key: Arc<str>,
}

impl Identity {
    pub(crate) fn new(settings: Settings) -> Self {
        let key = settings.cache_key().into();
        Self { settings, key }
    }

    pub(crate) fn event(&self, kind: EventKind) -> ClientEvent<'_> {
        let Self { settings, .. } = self;
        ClientEvent { client_id: settings.client_id(), user_id: settings.user_id(), kind }
    }
}
