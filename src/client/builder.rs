//! Builds a client.

use std::fmt;
use std::sync::Arc;

use crate::client::auth::DocusignAuth;
use crate::client::engine::Engine;
use crate::client::event::{ClientEvent, Listener};
use crate::client::memory::SharedMemory;
use crate::client::signer::{AnySigner, Signer};
#[cfg(feature = "store")]
use crate::client::store::{RecordCipher, Sharing, StoreSecret, TokenStore};
use crate::client::transport::Transport;
use crate::crypto::PrivateKey;
use crate::error::{Code, Error, Result};
use crate::settings::Settings;

/// Builds a [`DocusignAuth`]; see [`DocusignAuth::builder`].
///
/// ```
/// # mod example { include!("../../tests/client/example.rs"); }
/// # fn main() -> docusign_jwt::Result<()> {
/// use docusign_jwt::DocusignAuth;
/// # use example::{Example, key, settings};
///
/// let auth = DocusignAuth::builder(settings(), Example).key(key()).build()?;
/// # Ok(()) }
/// ```
pub struct DocusignAuthBuilder<T> {
    settings: Settings,
    transport: T,
    signers: Vec<AnySigner>,
    listener: Listener,
    #[cfg(feature = "store")]
    store: Option<Box<dyn TokenStore>>,
    #[cfg(feature = "store")]
    secrets: Vec<StoreSecret>,
}

impl<T: Transport> DocusignAuth<T> {
    /// Starts to build a client with several keys, a signer, a store, or a listener.
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
        DocusignAuthBuilder {
            settings,
            transport,
            signers: Vec::new(),
            listener: Listener::default(),
            #[cfg(feature = "store")]
            store: None,
            #[cfg(feature = "store")]
            secrets: Vec::new(),
        }
    }
}

impl<T: Transport> DocusignAuthBuilder<T> {
    /// Signs with this key. With several keys, the client tries the next one if Docusign does not know a key, so you
    /// can rotate keys without an outage.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # use example::{Example, key as old_key, key as new_key, settings};
    /// use docusign_jwt::DocusignAuth;
    ///
    /// let auth = DocusignAuth::builder(settings(), Example).key(old_key()).key(new_key()).build()?;
    /// auth.token().await?;
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn key(mut self, key: PrivateKey) -> Self {
        self.signers.push(AnySigner::Key(key));
        self
    }

    /// Signs with a key outside of this process, for example in a KMS.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # use example::{Example, key, settings};
    /// use docusign_jwt::{BoxFuture, DocusignAuth, PrivateKey, Signer, SourceError};
    ///
    /// struct Kms(PrivateKey);
    ///
    /// impl Signer for Kms {
    ///     fn sign<'a>(&'a self, data: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, SourceError>> {
    ///         Box::pin(async move { Ok(self.0.sign(data)?) }) // ask your KMS here
    ///     }
    /// }
    ///
    /// let auth = DocusignAuth::builder(settings(), Example).signer(Kms(key())).build()?;
    /// auth.token().await?;
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn signer(mut self, signer: impl Signer + 'static) -> Self {
        self.signers.push(AnySigner::Elsewhere(Arc::new(signer)));
        self
    }

    /// Calls this function for each event. It must return quickly: the operation waits for it.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # use example::{Example, key, settings};
    /// use docusign_jwt::{DocusignAuth, EventKind};
    ///
    /// let builder = DocusignAuth::builder(settings(), Example).key(key());
    /// let auth = builder.on_event(|event| match event.kind {
    ///     EventKind::Retry { attempt, .. } => println!("{}: attempt {attempt}", event.client_id),
    ///     EventKind::RenewalFailed { code, .. } => println!("{}: {}", event.client_id, code.as_str()),
    ///     _ => {}
    /// });
    /// auth.build()?.token().await?;
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(&ClientEvent<'_>) + Send + Sync + 'static) -> Self {
        self.listener = Listener(Some(Arc::new(listener)));
        self
    }

    /// Shares tokens with other processes through this store: one process mints a token, the others read it.
    ///
    /// The client encrypts what it writes, and trusts nothing that it reads. A store that fails or hangs costs one
    /// token request, and at most one second per call.
    ///
    /// ```
    /// # #[cfg(feature = "reqwest")] fn client(store: impl docusign_jwt::TokenStore + 'static) -> docusign_jwt::Result<()> {
    /// use docusign_jwt::{DocusignAuth, Reqwest, StoreSecret};
    /// # use docusign_jwt::{ClientId, Environment, PrivateKey, Settings};
    /// # let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
    /// # let settings = Settings::new(id, Environment::demo());
    /// # let key = PrivateKey::parse(include_str!("../../emulator/fixtures/integration.pem"))?;
    /// # let secret = "0j4jHnF9yq1yQx0xkYb2XnZtQ4p7mVwS8rLkTgUeDzA=";
    ///
    /// let auth = DocusignAuth::builder(settings, Reqwest::new()?)
    ///     .key(key)
    ///     .store(store)
    ///     .store_secret(StoreSecret::parse(secret)?)
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "store")]
    #[must_use]
    pub fn store(mut self, store: impl TokenStore + 'static) -> Self {
        self.store = Some(Box::new(store));
        self
    }

    /// Encrypts stored records with this secret instead of one derived from the private keys. With several secrets,
    /// the first one writes and all read, so you can rotate secrets.
    #[cfg(feature = "store")]
    #[must_use]
    pub fn store_secret(mut self, secret: StoreSecret) -> Self {
        self.secrets.push(secret);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] without a key or a signer, and for a store without a store secret if no private key
    /// provides one.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # use example::{Example, settings};
    /// use docusign_jwt::{Code, DocusignAuth};
    ///
    /// let error = DocusignAuth::builder(settings(), Example).build().unwrap_err();
    /// assert_eq!(error.code(), Code::OptionMissing); // no key
    /// # Ok(()) }
    /// ```
    pub fn build(self) -> Result<DocusignAuth<T>> {
        let Self { settings, transport, signers, listener, .. } = self;
        if signers.is_empty() {
            let error = Error::new(Code::OptionMissing, "The client has no private key.");
            return Err(error.with_remedy("Call key or signer before build."));
        }
        #[cfg(feature = "store")]
        let sharing = match self.store {
            Some(store) => {
                Some(Arc::new(Sharing::new(store, record_cipher(&self.secrets, &signers)?)))
            }
            None => None,
        };
        let engine = Engine {
            transport,
            signers,
            memory: SharedMemory::default(),
            listener,
            #[cfg(feature = "store")]
            sharing,
        };
        Ok(DocusignAuth::over(engine, settings))
    }
}

/// The keys for stored records, from the secrets or else from the private keys.
#[cfg(feature = "store")]
fn record_cipher(secrets: &[StoreSecret], signers: &[AnySigner]) -> Result<RecordCipher> {
    if !secrets.is_empty() {
        return RecordCipher::new(secrets.iter().map(StoreSecret::as_bytes));
    }
    let keys = signers.iter().filter_map(|signer| match signer {
        AnySigner::Key(key) => Some(key.store_secret()),
        AnySigner::Elsewhere(_) => None,
    });
    let derived = keys.collect::<Result<Vec<_>>>()?;
    if derived.is_empty() && !signers.is_empty() {
        let message = "A client with a signer and a store needs a store secret.";
        let remedy =
            "Make one with openssl rand -base64 32, and pass it to store_secret before build.";
        return Err(Error::new(Code::OptionMissing, message).with_remedy(remedy));
    }
    RecordCipher::new(derived.iter().map(|secret| secret.as_slice()))
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
