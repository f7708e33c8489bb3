//! The client: tokens, calls, and clients for other users.

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
use crate::error::{Code, Error, Result, User};
use crate::flow::{
    AuthorizedCall, CallOptions, ClientProof, CodeExchange, UserQuery, UserSearch, email_key,
    out_of_turn, select_user,
};
use crate::protocol::{
    Account, ConsentOptions, Token, UserInfo, UserTokens, admin_consent_url, consent_url,
};
use crate::settings::Settings;

/// A Docusign client: it gets access tokens, caches and renews them, and calls the APIs with them.
///
/// Clones, and clients made by [`for_user`](Self::for_user) and its like, share keys, transport and cache. Make one
/// client for an integration key and keep it, for example in the state of a web server.
///
/// - **Cache**: the client mints one token for each user, renews it [`Settings::refresh_margin`] before it expires, and
///   serves the living one when the renewal fails.
/// - **Single flight**: callers who ask at once cause one exchange. All of them get its token, or its error. When the
///   future of the caller who does the work is dropped, another caller takes the work over.
/// - **Retries**: lost connections, 429 and 5xx, as [`Settings::retry`] says.
/// - **Time limit**: each operation ends within [`Settings::timeout`].
///
/// With the feature `reqwest`, begin with `DocusignAuth::with_reqwest(settings, key)`; in WebAssembly, with the feature
/// `fetch` and `DocusignAuth::with_fetch(settings, key)`. For anything else, implement [`Transport`].
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
    engine: Arc<Engine<T>>,
    who: Arc<Identity>,
    /// Of an application: the scopes of users' clients made from it.
    for_users: Option<Arc<Scopes>>,
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
    /// A client with one key, over a transport.
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
    /// of the kind [`OAuth`](crate::ErrorKind::OAuth) when Docusign says no.
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

    /// Mints an access token, also if there is a valid one in the cache, and puts it there.
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

    /// Calls an API by `GET`, and returns the response of the transport, whatever its status. Its body streams.
    ///
    /// `target` is a path, in which `{accountId}` stands for the account, or a URL on a server of the account or of
    /// Docusign's APIs. The token goes nowhere else, and not across a redirect.
    ///
    /// # Errors
    /// [`Code::UrlNotAllowed`] for a target that leads elsewhere; [`Code::ResponseRedirected`]; else as
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

    /// Calls an API, and returns the response of the transport, whatever its status. Its body streams.
    ///
    /// The client sends the request again once after a 401, with a fresh token, and after a 429; after a 5xx or a lost
    /// connection only if the method changes nothing.
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

    /// Returns who the user is and which accounts the user has. The client remembers it for an hour.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] for an application, which has no userinfo; else as [`token`](Self::token).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let user = auth.user_info().await?;
    /// println!("{} has {} accounts.", user.name.as_deref().unwrap_or("The user"), user.accounts.len());
    /// # assert_eq!(user.accounts.len(), 1);
    /// # Ok(()) }
    /// ```
    pub async fn user_info(&self) -> Result<Arc<UserInfo>> {
        self.shared(Job::UserInfo { fresh: false }).await.and_then(user_info)
    }

    /// Asks Docusign for userinfo, also if the client remembers it.
    ///
    /// # Errors
    /// As [`user_info`](Self::user_info).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let user = auth.fresh_user_info().await?; // after a change of the user's accounts
    /// assert_eq!(user, auth.user_info().await?);
    /// # Ok(()) }
    /// ```
    pub async fn fresh_user_info(&self) -> Result<Arc<UserInfo>> {
        self.shared(Job::UserInfo { fresh: true }).await.and_then(user_info)
    }

    /// Returns the account of the settings, or else the user's default account.
    ///
    /// # Errors
    /// [`Code::AccountNotAccessible`], [`Code::NoAccount`]; else as [`user_info`](Self::user_info).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let account = auth.account().await?;
    /// assert_eq!(account.base_uri, "https://demo.docusign.net");
    /// # Ok(()) }
    /// ```
    pub async fn account(&self) -> Result<Account> {
        let user_info = self.user_info().await?;
        user_info.account(self.who.settings.account_id()).cloned()
    }

    /// Finds users by e-mail: with a user's client in the account, where the user must be an administrator; with an
    /// application's client in the organization.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for what is no e-mail address; [`Code::Forbidden`] for a user who is no administrator; else
    /// as [`token`](Self::token).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::UserQuery;
    ///
    /// for user in auth.find_users(UserQuery::new("bob@example.com")).await? {
    ///     println!("{} {}", user.user_id, user.email);
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn find_users(&self, query: UserQuery) -> Result<Vec<User>> {
        let now = self.engine.transport.now();
        let search = UserSearch::new(self.who.settings.clone(), query, now)?;
        match self.drive(Job::Flow(Work::search(search))).await? {
            Done::Users(users) => Ok(users),
            _ => Err(out_of_turn()),
        }
    }

    /// A client that impersonates this user, with the same scopes.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::UserId;
    ///
    /// let bob = auth.for_user(UserId::parse("a0000000-0000-4000-8000-000000000002")?);
    /// bob.token().await?; // Bob's, by the same cache and keys
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn for_user(&self, user_id: UserId) -> Self {
        let scopes = self.for_users.as_deref().unwrap_or(self.who.settings.scopes()).clone();
        self.derived(self.who.settings.clone().with_user(user_id).with_scopes(scopes), None)
    }

    /// A client that impersonates the one active user who has this e-mail address. The client remembers who that is for an
    /// hour.
    ///
    /// # Errors
    /// [`Code::UserLookupNone`], [`Code::UserLookupSeveral`], [`Code::UserLookupInactive`]; else as
    /// [`find_users`](Self::find_users).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let bob = auth.for_email("bob@example.com").await?;
    /// assert_eq!(bob.settings().user_id().unwrap().as_str(), "a0000000-0000-4000-8000-000000000002");
    /// # Ok(()) }
    /// ```
    pub async fn for_email(&self, email: &str) -> Result<Self> {
        let settings = &self.who.settings;
        let name = email_key(email, email)?;
        let place = |id: Option<&str>| id.unwrap_or("-").to_owned();
        let (account, organization) =
            (place(settings.account_id()), place(settings.organization_id()));
        let key: Arc<str> = format!("{} {account} {organization} {name}", self.who.key).into();
        let known = self.engine.memory.lock().found(&key, self.engine.transport.now());
        if let Some(user_id) = known {
            return Ok(self.for_user(user_id));
        }
        let users = self.find_users(UserQuery { email: email.to_owned(), ..Default::default() });
        let user_id = UserId::parse(&select_user(&users.await?, email)?.user_id)?;
        let now = self.engine.transport.now();
        self.engine.memory.lock().keep_found(&key, user_id.clone(), now);
        Ok(self.for_user(user_id))
    }

    /// A client of the application itself, without a user, for the Admin API. It has those of the scopes that an
    /// application can have.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let application = auth.for_application();
    /// assert!(application.settings().user_id().is_none());
    /// application.token().await?;
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn for_application(&self) -> Self {
        let scopes = self.who.settings.scopes();
        let for_users = self.for_users.clone().unwrap_or_else(|| Arc::new(scopes.clone()));
        let settings = self.who.settings.clone().without_user(scopes.for_application());
        self.derived(settings, Some(for_users))
    }

    /// A client with other scopes.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let other = auth.with_scopes("signature impersonation extended".parse()?);
    /// println!("{}", other.consent_url()?); // these scopes need a consent of their own
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_scopes(&self, scopes: Scopes) -> Self {
        self.derived(self.who.settings.clone().with_scopes(scopes), self.for_users.clone())
    }

    /// A client that works with this account.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let there = auth.with_account("acc00000-0000-4000-8000-000000000001");
    /// assert_eq!(there.account().await?.name.as_deref(), Some("Example"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_account(&self, account_id: impl Into<String>) -> Self {
        self.derived(self.who.settings.clone().with_account(account_id), self.for_users.clone())
    }

    /// A client that searches for users in this organization.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let organization = "09a00000-0000-4000-8000-000000000001";
    /// let there = auth.with_organization(organization).for_application();
    /// assert_eq!(there.settings().organization_id(), Some(organization));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_organization(&self, organization_id: impl Into<String>) -> Self {
        let settings = self.who.settings.clone().with_organization(organization_id);
        self.derived(settings, self.for_users.clone())
    }

    /// Returns the URL at which a user consents, for the scopes and the redirect URI of the settings.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] without a redirect URI in the settings; [`Code::RedirectUriInvalid`].
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let url = auth.consent_url()?; // let the user open it once
    /// assert!(url.starts_with("https://account-d.docusign.com/oauth/auth?response_type=code"));
    /// # Ok(()) }
    /// ```
    pub fn consent_url(&self) -> Result<String> {
        self.consent_url_with(&ConsentOptions::default())
    }

    /// Returns the URL at which a user consents, with a state or other parameters.
    ///
    /// # Errors
    /// As [`consent_url`](Self::consent_url); [`Code::OptionInvalid`] for an unknown `response_type`.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::ConsentOptions;
    ///
    /// let url = auth.consent_url_with(&ConsentOptions::default().with_state("8b0f"))?;
    /// assert!(url.contains("state=8b0f"));
    /// # Ok(()) }
    /// ```
    pub fn consent_url_with(&self, options: &ConsentOptions) -> Result<String> {
        let (settings, scopes) = (&self.who.settings, self.consent_scopes());
        let redirect_uri = self.redirect_uri()?;
        consent_url(settings.environment(), settings.client_id(), redirect_uri, &scopes, options)
    }

    /// Returns the URL at which an administrator of a customer's organization consents for its users.
    ///
    /// # Errors
    /// As [`consent_url_with`](Self::consent_url_with).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::ConsentOptions;
    ///
    /// let url = auth.admin_consent_url(&ConsentOptions::default())?;
    /// assert!(url.contains("admin_consent_scope=signature%20impersonation"));
    /// # Ok(()) }
    /// ```
    pub fn admin_consent_url(&self, options: &ConsentOptions) -> Result<String> {
        let (settings, scopes) = (&self.who.settings, self.consent_scopes());
        let redirect_uri = self.redirect_uri()?;
        let (environment, client_id) = (settings.environment(), settings.client_id());
        admin_consent_url(environment, client_id, redirect_uri, &scopes, options)
    }

    /// Exchanges the authorization code of a redirect for tokens. A code lives for 2 minutes and works once.
    ///
    /// `code_verifier` belongs to the challenge that was in the consent URL. The JWT grant does not need this: once the
    /// user has consented, [`token`](Self::token) works.
    ///
    /// # Errors
    /// Codes of the kind [`OAuth`](crate::ErrorKind::OAuth); [`Code::NetworkFailed`] and [`Code::Timeout`], after which
    /// the code may be used up.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::{ClientProof, ClientSecret};
    ///
    /// let proof = ClientProof::secret(ClientSecret::new("the secret key of Apps and Keys"));
    /// let tokens = auth.exchange_code("the code of the redirect", &proof, None).await?;
    /// assert!(tokens.refresh_token.is_some());
    /// # Ok(()) }
    /// ```
    pub async fn exchange_code(
        &self,
        code: &str,
        proof: &ClientProof,
        code_verifier: Option<&str>,
    ) -> Result<UserTokens> {
        let (settings, now) = (self.who.settings.clone(), self.engine.transport.now());
        let flow = CodeExchange::of_code(settings, proof, code, None, code_verifier, now);
        let tokens = self.tokens(flow).await?;
        self.engine.memory.lock().forget_refusals();
        Ok(tokens)
    }

    /// Exchanges a refresh token for new tokens. Store the new refresh token, if there is one: it replaces the old one.
    ///
    /// # Errors
    /// As [`exchange_code`](Self::exchange_code).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::{ClientProof, ClientSecret};
    ///
    /// let proof = ClientProof::secret(ClientSecret::new("the secret key of Apps and Keys"));
    /// let tokens = auth.refresh_token("the refresh token", &proof).await?;
    /// assert_eq!(tokens.token.access_token, "eyJ0");
    /// # Ok(()) }
    /// ```
    pub async fn refresh_token(
        &self,
        refresh_token: &str,
        proof: &ClientProof,
    ) -> Result<UserTokens> {
        let (settings, now) = (self.who.settings.clone(), self.engine.transport.now());
        self.tokens(CodeExchange::of_refresh_token(settings, proof, refresh_token, now)).await
    }

    async fn tokens(&self, flow: CodeExchange) -> Result<UserTokens> {
        match self.drive(Job::Flow(Work::code(flow))).await? {
            Done::Tokens(tokens) => Ok(tokens),
            _ => Err(out_of_turn()),
        }
    }

    async fn shared(&self, job: Job) -> Result<Shared> {
        match self.drive(job).await? {
            Done::Shared(shared) => Ok(shared),
            _ => Err(out_of_turn()),
        }
    }

    async fn drive(&self, job: Job) -> Result<Done> {
        Ok(drive(&self.engine, &self.who, job, Payload::default()).await?.0)
    }

    fn derived(&self, settings: Settings, for_users: Option<Arc<Scopes>>) -> Self {
        let who = Arc::new(Identity::new(settings));
        Self { engine: Arc::clone(&self.engine), who, for_users }
    }

    /// Applications ask nobody for consent: theirs are the scopes of the client that they were made from. A user's
    /// consent to the JWT grant needs `impersonation`.
    fn consent_scopes(&self) -> Scopes {
        let scopes = self.for_users.as_deref().unwrap_or(self.who.settings.scopes());
        scopes.clone().with_impersonation()
    }

    fn redirect_uri(&self) -> Result<&str> {
        self.who.settings.redirect_uri().ok_or_else(|| {
            let error = Error::new(Code::OptionMissing, "The settings have no redirect URI.");
            error.with_remedy("Set it with Settings::with_redirect_uri, exactly as registered.")
        })
    }
}

fn token(shared: Shared) -> Result<Arc<Token>> {
    match shared {
        Shared::Token(token) => Ok(token),
        Shared::UserInfo(_) => Err(out_of_turn()),
    }
}

fn user_info(shared: Shared) -> Result<Arc<UserInfo>> {
    match shared {
        Shared::UserInfo(user_info) => Ok(user_info),
        Shared::Token(_) => Err(out_of_turn()),
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
