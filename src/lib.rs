//! Docusign OAuth JWT Grant: from a private key to an access token.
#![forbid(unsafe_code)]

/// The Rust of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

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
    Call, Cause, Code, ConsentNeeded, Detail, Error, ErrorKind, NetworkFailure, OAuthAnswer,
    Result, User,
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
