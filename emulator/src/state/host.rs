//! The emulator's environment: clock, random numbers and timer.

use std::pin::Pin;

use crate::state::connect::{Delivery, Report};

pub trait Host: Send + Sync {
    /// Milliseconds since the epoch.
    fn now(&self) -> u64;

    fn fill(&self, bytes: &mut [u8]);

    fn sleep(&self, millis: u64) -> Sleep;

    /// Posts a Connect message, and reports the result. The default has no network.
    fn deliver(&self, delivery: Delivery, report: Report) {
        report(Err(format!("cannot reach {}", delivery.url)));
    }
}

/// Completes when the time is over.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;
