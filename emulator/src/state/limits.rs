//! Rate limits and counts of calls.
//!
//! Sources: <https://developers.docusign.com/platform/resource-limits> and
//! <https://www.docusign.com/blog/developers/service-protection-new-api-errors-excessive-polling-and-envelope-updates>.
//! How much polling is too much, and how often userinfo may be asked, is not published: without a limit set
//! at the control endpoint, there is none.

use std::collections::VecDeque;

use serde::Deserialize;

/// An hour in milliseconds, and the span of a burst.
pub const HOUR: u64 = 3_600_000;
const BURST: u64 = 30_000;

/// The limits in force.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Limits {
    /// Calls of an account in a clock hour.
    pub hourly: u64,
    /// Calls of an account in 30 seconds.
    pub burst: u64,
    /// Reads of one envelope in a clock hour.
    pub hourly_polling: Option<u64>,
    /// Reads of one envelope in 30 seconds.
    pub burst_polling: Option<u64>,
    /// Calls of userinfo in a clock hour, for a user, and for an integration key.
    pub user_info: Option<u64>,
}

/// Docusign's documented limits of the demo environment.
impl Default for Limits {
    fn default() -> Self {
        Self {
            hourly: 3000,
            burst: 200,
            hourly_polling: None,
            burst_polling: None,
            user_info: None,
        }
    }
}

/// Calls so far.
#[derive(Default)]
pub struct Meter {
    hour: u64,
    pub in_hour: u64,
    recent: VecDeque<u64>,
}

impl Meter {
    /// Drops old counts.
    pub fn advance(&mut self, now: u64) {
        if self.hour != now / HOUR {
            self.hour = now / HOUR;
            self.in_hour = 0;
        }
        while self.recent.front().is_some_and(|at| at + BURST <= now) {
            self.recent.pop_front();
        }
    }

    /// Counts a call.
    pub fn count(&mut self, now: u64) {
        self.in_hour += 1;
        self.recent.push_back(now);
    }

    /// The calls of the last 30 seconds.
    pub fn in_burst(&self) -> u64 {
        self.recent.len() as u64
    }
}
