//! Docusign OAuth JWT Grant: from a private key to an access token.
#![forbid(unsafe_code)]

/// The Rust of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod assertion;
mod authorized_call;
mod bearer_call;
mod bearer_token;
mod client;
mod client_id;
mod code_exchange;
mod consent;
mod diagnosis;
mod echo;
mod environment;
mod error;
mod explanation;
mod flow;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod grant;
mod guid;
mod http;
mod id_token;
#[cfg_attr(
    not(any(target_arch = "wasm32", test)),
    allow(dead_code, reason = "only the boundary to JavaScript uses all of it")
)]
mod json;
mod jwt_exchange;
mod key;
mod oauth_error;
mod origin;
mod pkce;
#[cfg(any(target_arch = "wasm32", test))]
mod proxy;
mod quoted;
mod redirect;
mod retry;
mod rs256;
mod scope;
mod stored_token;
mod token;
mod user_id;
mod userinfo;
mod users;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod word_list;

pub use assertion::{Assertion, AssertionReport, AssertionWarning};
pub use authorized_call::{AuthorizedCall, CallOptions};
pub use client::Client;
pub use client_id::ClientId;
pub use code_exchange::{ClientProof, CodeExchange};
pub use consent::{ConsentOptions, admin_consent_help, admin_consent_url, consent_url};
pub use diagnosis::{Diagnosis, Evidence, Fault, Finding, Problem, Question, diagnose};
pub use environment::Environment;
pub use error::{
    Call, Cause, Code, ConsentNeeded, Detail, Error, ErrorKind, NetworkFailure, OAuthAnswer, Result,
};
pub use explanation::ErrorExplanation;
pub use flow::{At, Event, Failure, Flow, Step};
pub use grant::{ClientSecret, jwt_bearer};
pub use http::{Request, Response};
pub use id_token::IdToken;
pub use jwt_exchange::{Exchanged, JwtExchange, Lessons};
pub use key::{KeyFormat, KeyRepair, PrivateKey};
pub use origin::Origin;
pub use pkce::{Pkce, state_from_random};
pub use redirect::{Redirect, read_redirect};
pub use retry::RetryPolicy;
pub use scope::{IMPERSONATION, ORGANIZATION_READ, SIGNATURE, Scopes, USER_READ};
pub use stored_token::{Rejected, StoredToken};
pub use token::{Token, UserTokens};
pub use user_id::UserId;
pub use userinfo::{Account, UserInfo, UserInfoCall};
pub use users::{User, UserQuery, UserSearch, select_user};
