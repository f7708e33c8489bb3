//! How often and how fast failed requests are tried again.

/// How often and how fast a failed request is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How many repetitions there may be; 0 for none. The default is 3.
    pub limit: u32,
    /// The delay before the first repetition in milliseconds, which doubles with each. The default is 250.
    pub min_delay: u64,
    /// The longest delay in milliseconds. The default is 8000.
    pub max_delay: u64,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { limit: 3, min_delay: 250, max_delay: 8000 }
    }
}

impl RetryPolicy {
    /// No repetition.
    pub const NEVER: Self = Self { limit: 0, min_delay: 0, max_delay: 0 };
}
