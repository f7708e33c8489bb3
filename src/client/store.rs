//! Tokens that several processes share through a store.
//!
//! `shared_tokens.rs` decides and waits for nothing. `client/store_calls.rs` calls the store, which may do anything.

mod encrypted_record;
pub(crate) mod secret_strength;
mod shared_tokens;
mod sharing;
mod store_secret;
mod token_store;

pub(crate) use encrypted_record::RecordCipher;
pub(crate) use shared_tokens::{ExchangeEnd, SharedTokens, Turn, View, longest};
pub(crate) use sharing::{Sharing, StoreCall, StoreOutcome};
pub use store_secret::StoreSecret;
pub use token_store::{StoreLock, TokenStore};
