//! The core in Node's engine.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "wasm/suite.rs"]
mod suite;

const IN_PAGE: bool = false;
