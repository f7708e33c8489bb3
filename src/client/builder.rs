//! Puts a client together.

use std::fmt;
use std::sync::Arc;

use crate::client::auth::DocusignAuth;
use crate::client::engine::Engine;
use crate::client::event::{ClientEvent, Listener};
use crate::client::memory::SharedMemory;
use crate::client::signer::{AnySigner, Signer};
use crate::client::transport::Transport;
use crate::crypto::PrivateKey;
use crate::error::{Code, Error, Result};
use crate::settings::Settings;

/// Puts a [`DocusignAuth`] together; see [`DocusignAuth::builder`].
pub struct DocusignAuthBuilder<T> {
    settings: Settings,
    transport: T,
    signers: Vec<AnySigner>,
    listener: Listener,
}

impl<T: Transport> DocusignAuth<T> {
    /// Begins a client with several keys, a signer, or a listener.
    ///
    /// ```
    /// # #[cfg(feature = "reqwest")] fn client() -> docusign_jwt::Result<()> {
    /// use docusign_jwt::{DocusignAuth, Reqwest};
    /// # use docusign_jwt::{ClientId, Environment, PrivateKey, Settings};
    /// # let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
    /// # let settings = Settings::new(id, Environment::demo());
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// # let (old, new) = (PrivateKey::parse(pem)?, PrivateKey::parse(pem)?);
    ///
    /// let auth = DocusignAuth::builder(settings, Reqwest::new()?)
    ///     .key(old)
    ///     .key(new)
    ///     .on_event(|event| println!("{:?}", event.kind))
    ///     .build()?;
    /// # Ok(()) }
    /// # #[cfg(feature = "reqwest")] client().unwrap();
    /// ```
    #[must_use]
    pub fn builder(settings: Settings, transport: T) -> DocusignAuthBuilder<T> {
        let (signers, listener) = (Vec::new(), Listener::default());
        DocusignAuthBuilder { settings, transport, signers, listener }
    }
}

impl<T: Transport> DocusignAuthBuilder<T> {
    /// Signs with this key. With several keys, the client tries the next one when Docusign does not know a key: that is
    /// how a key is replaced without an outage.
    #[must_use]
    pub fn key(mut self, key: PrivateKey) -> Self {
        self.signers.push(AnySigner::Key(key));
        self
    }

    /// Signs by a key that is somewhere else, such as in a KMS.
    #[must_use]
    pub fn signer(mut self, signer: impl Signer + 'static) -> Self {
        self.signers.push(AnySigner::Elsewhere(Arc::new(signer)));
        self
    }

    /// Calls this function for each event. Let it return soon: the operation waits for it.
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(&ClientEvent<'_>) + Send + Sync + 'static) -> Self {
        self.listener = Listener(Some(Arc::new(listener)));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] without a key and without a signer.
    pub fn build(self) -> Result<DocusignAuth<T>> {
        let Self { settings, transport, signers, listener } = self;
        if signers.is_empty() {
            let error = Error::new(Code::OptionMissing, "The client has no private key.");
            return Err(error.with_remedy("Call key or signer before build."));
        }
        let engine = Engine { transport, signers, memory: SharedMemory::default(), listener };
        Ok(DocusignAuth::over(engine, settings))
    }
}

impl<T> fmt::Debug for DocusignAuthBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocusignAuthBuilder")
            .field("settings", &self.settings)
            .field("signers", &self.signers)
            .field("listener", &self.listener)
            .finish_non_exhaustive()
    }
}
