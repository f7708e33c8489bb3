//! An allocator that looks for secrets in memory that is freed. A copy that was wiped before has none.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::{Cell, RefCell};

thread_local! {
    static SECRETS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
    static FOUND: Cell<usize> = const { Cell::new(0) };
}

/// The allocator of the system, which looks at each block that is freed or moved.
#[derive(Debug)]
pub struct Watched;

/// How many blocks of this thread had one of the secrets when they were freed, while `run` ran.
pub fn leaks(secrets: &[Vec<u8>], run: impl FnOnce()) -> usize {
    SECRETS.set(secrets.to_vec());
    FOUND.set(0);
    run();
    let found = FOUND.get();
    drop(SECRETS.take());
    found
}

fn look(block: &[u8]) {
    // The list itself is freed with what it has, and a thread that ends has no list any more.
    let _ = SECRETS.try_with(|secrets| {
        let Ok(secrets) = secrets.try_borrow() else { return };
        let has = |secret: &Vec<u8>| block.windows(secret.len()).any(|part| part == secret);
        if secrets.iter().any(has) {
            FOUND.set(FOUND.get() + 1);
        }
    });
}

// SAFETY: every call goes to the allocator of the system, with what the caller has given. A block that moves is freed by
// `dealloc`, since `realloc` is the one of the trait.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above. Zeros, so that a secret of an earlier block is not found twice.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller gives back a block of this size, which is initialized from its allocation on.
        look(unsafe { std::slice::from_raw_parts(block, layout.size()) });
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}
