//! What the emulator asks of the place where it runs: it has no clock, randomness or timer of its own.

use std::pin::Pin;

pub trait Host: Send + Sync {
    /// Milliseconds since the epoch.
    fn now(&self) -> u64;

    fn fill(&self, bytes: &mut [u8]);

    fn sleep(&self, millis: u64) -> Sleep;
}

/// Ends when the time is over.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;
