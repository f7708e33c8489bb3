//! The client over reqwest, against the emulator.

#![cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "client/emulator.rs"]
mod emulator;
#[path = "client/faults.rs"]
mod faults;
#[path = "client/sharing.rs"]
mod sharing;
#[path = "client/users.rs"]
mod users;
