//! Retries: which failures, how often, and after which delay.

use crate::config::RetryPolicy;
use crate::flow::{At, Step};
use crate::protocol::Response;

/// The retries of one operation.
#[derive(Clone, Debug)]
pub(crate) struct Retries {
    policy: RetryPolicy,
    deadline: u64,
    used: u32,
}

impl Retries {
    /// Creates retries that end before `deadline`, in milliseconds since the epoch.
    pub(crate) fn new(policy: RetryPolicy, deadline: u64) -> Self {
        Self { policy, deadline, used: 0 }
    }

    /// Returns the delay before the next retry; `None` if the limit is reached or the server asks for more time than
    /// is left.
    pub(crate) fn wait<T>(&mut self, response: Option<&Response>, at: At) -> Option<Step<T>> {
        if self.used >= self.policy.limit {
            return None;
        }
        let delay = match response.and_then(|response| response.retry_after(at.now)) {
            Some(asked) => asked.max(self.policy.min_delay),
            None => self.backoff(at.random),
        };
        if at.now.saturating_add(delay) >= self.deadline {
            return None;
        }
        self.used += 1;
        let status = response.map(Response::status);
        Some(Step::Wait { delay, attempt: self.used + 1, status })
    }

    /// Exponential, with jitter over the upper half, so that many callers do not retry at the same moment.
    fn backoff(&self, random: f64) -> u64 {
        let doubled = self.policy.min_delay.saturating_mul(1 << self.used.min(20));
        let full = doubled.min(self.policy.max_delay);
        let jitter = (full as f64 / 2.0 * random.clamp(0.0, 1.0)) as u64;
        full / 2 + jitter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delay(step: Option<Step<()>>) -> Option<u64> {
        match step? {
            Step::Wait { delay, .. } => Some(delay),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn doubles_up_to_the_limit() {
        let mut low = Retries::new(RetryPolicy { limit: 7, ..Default::default() }, u64::MAX);
        let mut high = low.clone();
        let delays: Vec<_> = (0..8)
            .map(|_| {
                let from = delay(low.wait(None, At { now: 0, random: 0.0 }));
                from.zip(delay(high.wait(None, At { now: 0, random: 1.0 })))
            })
            .collect();
        let expected = [(125, 250), (250, 500), (500, 1000), (1000, 2000), (2000, 4000)];
        assert_eq!(delays[..5], expected.map(Some));
        assert_eq!(delays[5..], [Some((4000, 8000)), Some((4000, 8000)), None]);
    }

    #[test]
    fn never_waits_past_the_deadline() {
        let asked = Response::new(429, [("Retry-After".into(), "5".into())], "");
        let mut retries = Retries::new(RetryPolicy::default(), 10_000);
        assert_eq!(delay(retries.wait(Some(&asked), At { now: 4_999, random: 0.5 })), Some(5000));
        assert_eq!(delay(retries.wait(Some(&asked), At { now: 5_000, random: 0.5 })), None);
    }
}
