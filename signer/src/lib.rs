//! The two halves of an RSA signature on fused multiply-add, modulo `p` and `q` in two lanes of relaxed SIMD.
//!
//! `docs/rs256.md` explains the arithmetic and proves its bounds. This is a WebAssembly module of its own, since engines
//! without relaxed SIMD refuse it, and the core has to run in them too. The core verifies what comes out of it.
//!
//! It keeps nothing between calls, and its memory is zero before the first: who calls it copies numbers in and out, and
//! then fills all of the memory with zeros.

mod columns;
mod lanes;
mod moduli;
mod number;
mod operation;
mod probe;

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may panic")]
mod tests;

use std::cell::Cell;

use operation::WORDS;

thread_local! {
    static EXCHANGE: [Cell<u32>; WORDS] = const { [const { Cell::new(0) }; WORDS] };
}

/// Where the words are that [`halves`] reads and writes.
#[expect(unsafe_code, reason = "the attribute of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn exchange() -> *const Cell<u32> {
    EXCHANGE.with(|words| words.as_ptr())
}

/// Whether the engine computes right. To be asked before the first call of [`halves`].
#[expect(unsafe_code, reason = "the attribute of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn fused() -> bool {
    probe::rounds_once()
}

/// Replaces the words of a signature's numbers by its two halves, and returns whether it could.
#[expect(unsafe_code, reason = "the attribute of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn halves() -> bool {
    let mut words = [0; WORDS];
    EXCHANGE.with(|exchange| {
        for (word, cell) in words.iter_mut().zip(exchange) {
            *word = cell.get();
        }
        let done = operation::halves(&mut words).is_some();
        for (word, cell) in words.iter().zip(exchange) {
            cell.set(*word);
        }
        done
    })
}
