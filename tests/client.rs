//! The client over reqwest, against the emulator.

#![cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(feature = "store")]
#[path = "client/broken_stores.rs"]
mod broken_stores;
#[path = "client/emulator.rs"]
mod emulator;
#[path = "client/faults.rs"]
mod faults;
// The store of an example is tested as it is.
#[cfg(feature = "store")]
#[path = "../examples/rust/src/file_store.rs"]
#[allow(unreachable_pub)]
mod file_store;
#[path = "client/sharing.rs"]
mod sharing;
#[cfg(feature = "store")]
#[path = "client/sharing_through_stores.rs"]
mod sharing_through_stores;
#[cfg(feature = "store")]
#[path = "client/store_records.rs"]
mod store_records;
#[cfg(feature = "store")]
#[path = "client/store_world.rs"]
mod store_world;
#[cfg(feature = "store")]
#[path = "client/stores.rs"]
mod stores;
#[path = "client/users.rs"]
mod users;
