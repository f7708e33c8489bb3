//! The client: tokens and API calls.

use std::fmt;
use std::sync::Arc;

use crate::client::api_request::{ApiRequest, check_headers};
use crate::client::drive::{Payload, drive};
use crate::client::engine::Engine;
use crate::client::event::EventKind;
use crate::client::flights::Shared;
use crate::client::identity::Identity;
use crate::client::signer::AnySigner;
use crate::client::task::{Done, Job};
use crate::client::transport::{Body, Transport};
use crate::client::work::Work;
use crate::config::{Scopes, UserId};
use crate::crypto::PrivateKey;
use crate::error::{Code, Error, Result};
use crate::flow::{AuthorizedCall, CallOptions, out_of_turn};
use crate::protocol::Token;
use crate::settings::Settings;

/// A Docusign client: gets, caches and renews access tokens, and calls the APIs with them.
///
/// Clones, and clients from [`for_user`](Self::for_user) and similar methods, share keys, transport and cache. Make
/// one client per integration key and keep it, for example in the state of a web server.
///
/// - **Cache**: the client mints one token for each user and renews it [`Settings::refresh_margin`] before it expires.
///   If the renewal fails, it serves the token that is still valid.
/// - **Single flight**: concurrent callers cause one token request, and all get its token or its error. If the future
///   of the working caller is dropped, another caller takes over.
/// - **Retries**: lost connections, 429 and 5xx, as [`Settings::retry`] says.
/// - **Time limit**: each operation ends within [`Settings::timeout`].
///
/// With the feature `reqwest`, begin with `DocusignAuth::with_reqwest(settings, key)`; in WebAssembly, with the feature
/// `fetch` and `DocusignAuth::with_fetch(settings, key)`. For any other HTTP client, implement [`Transport`].
///
/// ```
/// # mod example { include!("../../tests/client/example.rs"); }
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
/// use docusign_jwt::{DocusignAuth, UserId};
/// # use example::{Example, key, settings};
///
/// let auth = DocusignAuth::new(settings(), key(), Example); // or with_reqwest, with_fetch
/// let token = auth.token().await?;
/// assert_eq!(token, auth.clone().token().await?); // from the cache
///
/// let bob = auth.for_user(UserId::parse("a0000000-0000-4000-8000-000000000002")?);
/// assert_eq!(bob.token().await?.token_type, "Bearer");
/// # Ok(()) }
/// ```
pub struct DocusignAuth<T> {
    pub(super) engine: Arc<Engine<T>>,
    pub(super) who: Arc<Identity>,
    /// For an application: the scopes of the user clients made from it.
    pub(super) for_users: Option<Arc<Scopes>>,
}

impl<T> Clone for DocusignAuth<T> {
    fn clone(&self) -> Self {
        Self {
            engine: Arc::clone(&self.engine),
            who: Arc::clone(&self.who),
            for_users: self.for_users.clone(),
        }
    }
}

impl<T: Transport> DocusignAuth<T> {
    /// Creates a client with one key and a transport.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// use docusign_jwt::DocusignAuth;
    /// # use example::{Example, key, settings};
    ///
    /// let auth = DocusignAuth::new(settings(), key(), Example); // your own Transport
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn new(settings: Settings, key: PrivateKey, transport: T) -> Self {
        let engine = Engine {
            transport,
            signers: vec![AnySigner::Key(key)],
            memory: Default::default(),
            listener: Default::default(),
            #[cfg(feature = "store")]
            sharing: None,
        };
        Self::over(engine, settings)
    }

    pub(crate) fn over(engine: Engine<T>, settings: Settings) -> Self {
        let who = Arc::new(Identity::new(settings));
        Self { engine: Arc::new(engine), who, for_users: None }
    }

    /// The settings of this client.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// assert_eq!(auth.settings().environment().name(), "demo");
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.who.settings
    }

    /// Returns a valid access token, and mints one if needed.
    ///
    /// # Errors
    /// [`Code::ConsentRequired`] until the user has consented; [`Code::NetworkFailed`], [`Code::Timeout`], and the codes
    /// of the kind [`OAuth`](crate::ErrorKind::OAuth) if Docusign refuses.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::Code;
    ///
    /// match auth.token().await {
    ///     Ok(token) => println!("It expires at {}.", token.expires_at),
    ///     Err(error) if error.code() == Code::ConsentRequired => println!("{}", auth.consent_url()?),
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn token(&self) -> Result<Arc<Token>> {
        let now = self.engine.transport.now();
        let cached = self.engine.memory.lock().cached(&self.who.key, now).cloned();
        if let Some(token) = cached {
            self.engine.tell(&self.who, EventKind::CacheHit);
            return Ok(token);
        }
        self.shared(Job::Token { fresh: false }).await.and_then(token)
    }

    /// Mints an access token, even if the cache has a valid one, and caches it.
    ///
    /// # Errors
    /// As [`token`](Self::token).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let token = auth.fresh_token().await?;
    /// assert_eq!(token, auth.token().await?); // others get it too
    /// # Ok(()) }
    /// ```
    pub async fn fresh_token(&self) -> Result<Arc<Token>> {
        self.shared(Job::Token { fresh: true }).await.and_then(token)
    }

    /// Calls an API with `GET`, and returns the transport's response with any status. The body streams.
    ///
    /// `target` is a path, in which `{accountId}` is replaced, or a URL on a server of the account or of Docusign's
    /// APIs. The client sends the token to no other server, and never follows a redirect.
    ///
    /// # Errors
    /// [`Code::UrlNotAllowed`] for a target on another server; [`Code::ResponseRedirected`]; else as
    /// [`token`](Self::token).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let target = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01";
    /// let response = auth.get(target).await?; // the response of the transport
    /// # Ok(()) }
    /// ```
    pub async fn get(&self, target: impl Into<String>) -> Result<T::Response> {
        self.call(ApiRequest::get(target)).await
    }

    /// Calls an API, and returns the transport's response with any status. The body streams.
    ///
    /// The client retries once after a 401, with a new token, and after a 429. It retries after a 5xx or a lost
    /// connection only if the method is safe.
    ///
    /// # Errors
    /// As [`get`](Self::get); [`Code::OptionInvalid`] for an unknown method, a header that cannot be sent, or a
    /// `GET` with a body.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::ApiRequest;
    ///
    /// let envelope = r#"{"status":"created","emailSubject":"Please sign"}"#;
    /// let request = ApiRequest::post("/restapi/v2.1/accounts/{accountId}/envelopes").json(envelope);
    /// let response = auth.call(request).await?;
    /// # Ok(()) }
    /// ```
    pub async fn call(&self, request: ApiRequest<T::Stream>) -> Result<T::Response> {
        let ApiRequest { method, target, headers, body } = request;
        let has_body = !matches!(body, Body::Empty);
        if has_body && ["GET", "HEAD"].iter().any(|safe| method.eq_ignore_ascii_case(safe)) {
            let message = "A GET or HEAD request cannot have a body.";
            return Err(Error::new(Code::OptionInvalid, message));
        }
        check_headers(&headers)?;
        let replayable = !matches!(body, Body::Stream(_));
        let options = CallOptions { method, target, account_id: None, replayable };
        let now = self.engine.transport.now();
        let call = AuthorizedCall::new(self.who.settings.clone(), options, now)?;
        let payload = Payload { headers, body };
        match drive(&self.engine, &self.who, Job::Flow(Work::call(call)), payload).await? {
            (Done::Called, Some(response)) => Ok(response),
            _ => Err(out_of_turn()),
        }
    }

    pub(super) async fn shared(&self, job: Job) -> Result<Shared> {
        match self.drive(job).await? {
            Done::Shared(shared) => Ok(shared),
            _ => Err(out_of_turn()),
        }
    }

    pub(super) async fn drive(&self, job: Job) -> Result<Done> {
        Ok(drive(&self.engine, &self.who, job, Payload::default()).await?.0)
    }
}

fn token(shared: Shared) -> Result<Arc<Token>> {
    match shared {
        Shared::Token(token) => Ok(token),
        Shared::UserInfo(_) => Err(out_of_turn()),
    }
}

impl<T> fmt::Debug for DocusignAuth<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.who.settings;
        let user = settings.user_id().map_or("application", UserId::as_str);
        f.debug_struct("DocusignAuth")
            .field("environment", &settings.environment().name())
            .field("client_id", &settings.client_id().as_str())
            .field("user", &user)
            .finish_non_exhaustive()
    }
}
