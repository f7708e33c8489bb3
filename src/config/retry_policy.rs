//! How often and how fast failed requests are retried.

/// How often and how fast a failed request is retried.
///
/// ```
/// use docusign_jwt::RetryPolicy;
///
/// let policy = RetryPolicy::default().with_limit(5).with_delays(100, 2000);
/// assert_eq!((policy.limit, policy.min_delay, policy.max_delay), (5, 100, 2000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct RetryPolicy {
    /// The maximum number of retries; 0 for none. The default is 3.
    pub limit: u32,
    /// The delay before the first retry in milliseconds. It doubles with each retry. The default is 250.
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
    /// No retries.
    pub const NEVER: Self = Self { limit: 0, min_delay: 0, max_delay: 0 };

    /// Sets the maximum number of retries.
    #[must_use]
    pub const fn with_limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the delay before the first retry and the longest delay, in milliseconds.
    #[must_use]
    pub const fn with_delays(mut self, min_delay: u64, max_delay: u64) -> Self {
        self.min_delay = min_delay;
        self.max_delay = max_delay;
        self
    }
}
