//! Pauses after failures and lifetimes of caches, in milliseconds.
//!
//! `cargo xtask generate` writes them into `pkg/lib/platform/pauses.js`. `tests/vectors/memory.json` shows in both
//! languages what they do.

use crate::wire::numbers;

numbers! {
    u64;

    /// After a failed renewal, the valid token is served for this long before the next attempt.
    RENEWAL_PAUSE = 30_000;

    /// If an API refuses a new token too, the client mints no other for this long.
    REFUSED_TOKEN_PAUSE = 30_000;

    /// Every caller gets the same refusal for this long, if it is not transient.
    REFUSAL_MEMORY = 1000;

    /// A clock that goes back by more than this was corrected: the client drops dated entries.
    CLOCK_STEP = 60_000;

    /// The lifetime of cached userinfo and found users.
    USER_MEMORY = 3_600_000;

    /// The time limit of a store call.
    #[cfg(feature = "store")]
    STORE_PATIENCE = 1000;

    /// How long a lock lives, and the longest wait for another process's token request.
    #[cfg(feature = "store")]
    LOCK_LIFETIME = 10_000;

    /// The first interval between reads while waiting. It doubles each time.
    #[cfg(feature = "store")]
    FIRST_INTERVAL = 50;

    /// The longest interval between reads while waiting.
    #[cfg(feature = "store")]
    LONGEST_INTERVAL = 500;

    /// A due but valid token, which another process renews, is served for this long before the next read.
    #[cfg(feature = "store")]
    DUE_PAUSE = 5000;
}
