//! Tokens that several processes share through a store.
//!
//! `shared_tokens.rs` decides and waits for nothing. `store_calls.rs` calls the store, which may do anything.

mod sealed;
mod secret_strength;
mod shared_tokens;
mod store_calls;
mod store_secret;
mod token_store;

pub(crate) use sealed::Sealer;
pub(crate) use shared_tokens::{ExchangeEnd, SharedTokens, Turn, View};
pub(crate) use store_calls::{Sharing, StoreAnswer, StoreCall};
pub use store_secret::StoreSecret;
pub use token_store::{StoreLock, TokenStore};
