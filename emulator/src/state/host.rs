//! What the emulator asks of the place where it runs: it has no clock, randomness or timer of its own.

use std::pin::Pin;

use crate::state::connect::{Delivery, Report};

pub trait Host: Send + Sync {
    /// Milliseconds since the epoch.
    fn now(&self) -> u64;

    fn fill(&self, bytes: &mut [u8]);

    fn sleep(&self, millis: u64) -> Sleep;

    /// Posts a message of Connect, and reports how it went. Without a network, nothing arrives.
    fn deliver(&self, delivery: Delivery, report: Report) {
        report(Err(format!("cannot reach {}", delivery.url)));
    }
}

/// Ends when the time is over.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;
