//! The core in Node's engine.
#![cfg(all(target_arch = "wasm32", feature = "fetch"))]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "wasm/suite.rs"]
mod suite;

const IN_PAGE: bool = false;
