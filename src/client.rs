//! An async client: transport, memory and single flight, and the one driver of flows.
//!
//! `task.rs`, `memory.rs` and `flights.rs` decide what to do: they have no clock and never wait. `drive.rs` does it.

mod acting_as;
mod api_request;
mod auth;
mod builder;
mod code_grant;
mod consent;
mod drive;
mod engine;
pub(crate) mod event;
mod expiring_map;
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
mod fetch;
mod flights;
mod identity;
mod kept_token;
mod memory;
pub(crate) mod pauses;
mod race;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod reqwest;
mod seat;
mod signer;
#[cfg(feature = "store")]
pub(crate) mod store;
#[cfg(feature = "store")]
mod store_calls;
mod task;
mod transport;
mod user_info;
mod variables;
mod work;

pub use api_request::ApiRequest;
pub use auth::DocusignAuth;
pub use builder::DocusignAuthBuilder;
pub use event::{ClientEvent, EventKind, RateLimit};
#[cfg(feature = "store")]
pub use event::{StoreOperation, StoreRejection};
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use fetch::{Fetch, FetchResponse};
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use reqwest::Reqwest;
pub use signer::{BoxFuture, Signer, SourceError};
#[cfg(feature = "store")]
pub use store::{StoreLock, StoreSecret, TokenStore};
pub use transport::{Body, HttpRequest, ResponseHead, Transport};
