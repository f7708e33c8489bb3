//! What the WebAssembly module exports.
#![expect(unsafe_code, reason = "the attribute that exports a function; there is no unsafe block")]

use std::cell::Cell;

use crate::operation::WORDS;

thread_local! {
    static EXCHANGE: [Cell<u32>; WORDS] = const { [const { Cell::new(0) }; WORDS] };
}

/// Where the words are that `halves` reads and writes.
#[unsafe(no_mangle)]
extern "C" fn exchange() -> *const Cell<u32> {
    EXCHANGE.with(|words| words.as_ptr())
}

/// Whether the engine computes right: to be asked before `halves` is called first.
#[unsafe(no_mangle)]
extern "C" fn fused() -> bool {
    crate::fused()
}

/// Replaces the words of a signature's numbers by its halves, and returns whether it could.
#[unsafe(no_mangle)]
extern "C" fn halves() -> bool {
    let mut words = [0; WORDS];
    EXCHANGE.with(|exchange| {
        for (word, cell) in words.iter_mut().zip(exchange) {
            *word = cell.get();
        }
        let done = crate::halves(&mut words);
        for (word, cell) in words.iter().zip(exchange) {
            cell.set(*word);
        }
        done
    })
}
