//! The core in a page.
#![cfg(all(target_arch = "wasm32", feature = "fetch"))]
#![allow(clippy::unwrap_used, clippy::panic)]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[path = "wasm/suite.rs"]
mod suite;

const IN_PAGE: bool = true;
