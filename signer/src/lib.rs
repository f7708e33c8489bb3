//! The two halves of an RSA signature on fused multiply-add, modulo `p` and `q` in two lanes of relaxed SIMD.
//!
//! `docs/rs256.md` explains the arithmetic and proves its bounds. This is a separate WebAssembly module: engines without
//! relaxed SIMD refuse it, and the core must run in them too. The core verifies its results
//! (`src/crypto/rs256/coprocessor.rs`).
//!
//! It keeps nothing between calls, and its memory is zero before the first: the caller copies numbers in and out, and then
//! fills all of the memory with zeros (`pkg/lib/core/signer.js`).

mod columns;
#[cfg(target_arch = "wasm32")]
mod exports;
mod lanes;
mod moduli;
mod number;
mod operation;
mod probe;

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may panic")]
mod tests;

/// Replaces the beginning of a signature's words by its halves, modulo `p` and modulo `q`, each less than twice its prime.
/// Returns whether the words had the form that the core gives them.
pub fn halves(words: &mut [u32]) -> bool {
    operation::halves(words).is_some()
}

/// Returns whether this machine, or engine, rounds a multiplication and addition once.
pub fn fused() -> bool {
    probe::rounds_once()
}
