//! The core in Node's engine.
#![cfg(target_arch = "wasm32")]

#[path = "wasm/suite.rs"]
mod suite;

const IN_PAGE: bool = false;
