//! Gets Docusign access tokens by JWT Grant: signs the assertion, caches and renews the token, calls the APIs.
//!
//! This is an unofficial project: Docusign does not support it.
//!
//! # Quick start: a native program
//!
//! ```toml
//! [dependencies]
//! docusign-jwt = { version = "0.1", features = ["reqwest"] }
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! ```
//!
//! ```no_run
//! # #[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
//! use docusign_jwt::DocusignAuth;
//!
//! # #[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     // DOCUSIGN_CLIENT_ID, DOCUSIGN_USER_ID, DOCUSIGN_PRIVATE_KEY (the PEM), DOCUSIGN_REDIRECT_URI
//!     let auth = DocusignAuth::from_env()?; // Clone, Send, Sync: keep one
//!
//!     match auth.token().await {
//!         Ok(token) => println!("The token expires at {}.", token.expires_at),
//!         Err(error) => match error.consent_url() {
//!             Some(url) => println!("Ask the user to open {url} once."),
//!             None => return Err(error.into()),
//!         },
//!     }
//!     let path = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01";
//!     let envelopes = auth.get(path).await?; // a response of reqwest
//! #   let _ = envelopes;
//!     Ok(())
//! }
//! # #[cfg(not(all(feature = "reqwest", not(target_arch = "wasm32"))))]
//! # fn main() {}
//! ```
//!
//! With settings from elsewhere, write `DocusignAuth::with_reqwest(Settings::new(…), PrivateKey::parse(…)?)`.
//!
//! # Quick start: a Worker
//!
//! ```toml
//! [dependencies]
//! docusign-jwt = { version = "0.1", features = ["fetch"] }
//! ```
//!
//! ```
//! # #[cfg(all(feature = "fetch", target_arch = "wasm32"))]
//! # mod worker {
//! use std::sync::OnceLock;
//!
//! use docusign_jwt::{DocusignAuth, Fetch, Result};
//!
//! /// One client for the life of the isolate: it renews the token ten minutes before it expires.
//! static AUTH: OnceLock<DocusignAuth<Fetch>> = OnceLock::new();
//!
//! /// `variable` reads the variables and secrets of the Worker: `|name| Some(env.var(name).ok()?.to_string())`.
//! pub async fn token(variable: impl Fn(&str) -> Option<String>) -> Result<String> {
//!     let auth = match AUTH.get() {
//!         Some(auth) => auth,
//!         None => {
//!             let auth = DocusignAuth::from_variables(variable, Fetch::default())?;
//!             AUTH.get_or_init(|| auth)
//!         }
//!     };
//!     Ok(auth.token().await?.access_token.clone())
//! }
//! # }
//! ```
//!
//! # Features
//!
//! Without a feature the crate is the core: no clock, no network, no async runtime.
//!
//! | feature | adds |
//! | --- | --- |
//! | `client` | `DocusignAuth` over any transport: cache, renewal, single flight, retries |
//! | `reqwest` | `DocusignAuth::with_reqwest`: the client on reqwest, tokio and rustls |
//! | `fetch` | `DocusignAuth::with_fetch`: the client on the platform's `fetch`, for wasm32 |
//! | `store` | `TokenStore`: tokens that several processes share, encrypted in a store of yours |
//! | `serde` | `Serialize` and `Deserialize` for what is not secret: IDs, environment, scopes, users, errors |
//! | `rsa` | signs with the `rsa` crate in place of this crate's own arithmetic |
//! | `js` | the boundary of the npm package; not for Rust programs |
//!
//! # Tokens for many processes
//!
//! A client keeps its tokens in memory. Processes share them through a store, such as Redis or Workers KV: implement
//! `TokenStore` (feature `store`) and pass it to `DocusignAuthBuilder::store`. One process mints a token, the others find
//! it. The client encrypts what it writes and trusts nothing that it reads. Clients of the npm package with the same key
//! read the same records.
//!
//! # Flows
//!
//! A [`Flow`] is an operation in steps, for programs with their own HTTP client. It says what to sign, send and
//! wait for; the program does it and reports the outcome.
//!
//! | flow | ends in |
//! | --- | --- |
//! | [`JwtExchange`] | an access token for a user, or for the application |
//! | [`CodeExchange`] | the tokens of an authorization code or a refresh token |
//! | [`UserInfoCall`] | the user and the user's accounts |
//! | [`UserSearch`] | the users with an e-mail address |
//! | [`AuthorizedCall`] | the response of an API |
//!
//! Consent needs no flow: [`consent_url`] makes the link, [`read_redirect`] reads what comes back.
//!
//! ```
//! use docusign_jwt::{At, ClientId, Environment, Event, Flow, JwtExchange, Lessons, PrivateKey, Settings, Step, UserId};
//!
//! # let pem = include_str!("../emulator/fixtures/integration.pem");
//! let key = PrivateKey::parse(pem)?;
//! let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
//! let user = UserId::parse("a0000000-0000-4000-8000-000000000001")?;
//! let settings = Settings::new(id, Environment::demo()).with_user(user);
//!
//! let at = At { now: 1_795_521_600_000, random: 0.5 };
//! let mut exchange = JwtExchange::new(settings, 1, Lessons::default(), at.now);
//! let mut event = Event::Start;
//! let request = loop {
//!     event = match exchange.advance(event, at)? {
//!         Step::Sign { data, .. } => Event::Signed(key.sign(data.as_bytes())?),
//!         Step::Send(request) => break request, // send it, then report Event::Answered
//!         step => unreachable!("{step:?}"),
//!     };
//! };
//! assert_eq!(request.url(), "https://account-d.docusign.com/oauth/token");
//! # Ok::<(), docusign_jwt::Error>(())
//! ```
//!
//! # Errors
//!
//! Every [`Error`] has a stable [`Code`], a message, and a remedy. [`Error::kind`] groups the codes,
//! [`Error::consent_url`] is the link to send when consent is missing, [`Error::is_transient`] says whether to try
//! later, [`Error::detail`] has Docusign's own words. No message, log line or `Debug` text shows a key or a token.
//!
//! ```
//! use docusign_jwt::{Code, PrivateKey};
//!
//! let error = PrivateKey::parse("-----BEGIN PUBLIC KEY-----").unwrap_err();
//! assert_eq!(error.code(), Code::KeyPublic);
//! assert!(!error.is_transient());
//! println!("{error}"); // what happened, and what to do next
//! ```
//!
//! [`AssertionReport`] takes an assertion apart, [`ErrorExplanation`] explains an error text of Docusign or an SDK, and
//! [`diagnose`] finds what is wrong with settings.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

/// The Rust of the README, compiled and run.
#[cfg(all(doctest, feature = "reqwest"))]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(all(doctest, feature = "reqwest", feature = "store"))]
#[doc = include_str!("../docs/stores.md")]
struct Stores;

#[cfg(feature = "_catalog")]
#[doc(hidden)]
pub mod catalog;
#[cfg(feature = "client")]
mod client;
mod config;
mod crypto;
mod diagnostics;
mod error;
mod flow;
#[cfg(all(fuzzing, feature = "js"))]
#[doc(hidden)]
pub mod fuzzing;
#[cfg(feature = "js")]
mod js;
mod protocol;
mod settings;
mod wire;

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use client::Reqwest;
#[cfg(feature = "client")]
pub use client::{
    ApiRequest, Body, BoxFuture, ClientEvent, DocusignAuth, DocusignAuthBuilder, EventKind,
    HttpRequest, RateLimit, ResponseHead, Signer, SourceError, Transport,
};
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use client::{Fetch, FetchResponse};
#[cfg(feature = "store")]
pub use client::{StoreLock, StoreOperation, StoreRejection, StoreSecret, TokenStore};
pub use config::{
    ClientId, Environment, IMPERSONATION, ORGANIZATION_READ, RetryPolicy, SIGNATURE, Scopes,
    USER_READ, UserId,
};
pub use crypto::{KeyFormat, KeyRepair, PrivateKey};
pub use diagnostics::{
    AssertionReport, AssertionWarning, Diagnosis, ErrorExplanation, Evidence, Fault, Finding,
    Problem, Question, diagnose,
};
pub use error::{
    Call, Cause, Code, ConsentNeeded, Detail, Error, ErrorKind, ErrorResponse, NetworkFailure,
    OAuthAnswer, Result, User,
};
pub use flow::{
    At, AuthorizedCall, CallOptions, ClientProof, CodeExchange, Event, Exchanged, Failure, Flow,
    JwtExchange, Lessons, Step, UserInfoCall, UserQuery, UserSearch, select_user,
};
pub use protocol::{
    Account, Assertion, ClientSecret, ConsentOptions, IdToken, Pkce, Redirect, Rejected, Request,
    Response, StoredToken, Token, UserInfo, UserTokens, admin_consent_help, admin_consent_url,
    consent_url, jwt_bearer, read_redirect, state_from_random,
};
pub use settings::Settings;
pub use wire::Origin;
