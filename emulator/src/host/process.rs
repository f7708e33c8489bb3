//! The clock, random numbers and timer of a process.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ring::rand::{SecureRandom, SystemRandom};

use crate::host::webhook::post;
use crate::state::{Delivery, Host, Report, Sleep};

pub struct Process;

impl Host for Process {
    fn now(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map(|since| since.as_millis() as u64).unwrap_or_default()
    }

    fn fill(&self, bytes: &mut [u8]) {
        // Without random numbers, tokens would be equal, which the tests would detect.
        let _ = SystemRandom::new().fill(bytes);
    }

    fn sleep(&self, millis: u64) -> Sleep {
        Box::pin(tokio::time::sleep(Duration::from_millis(millis)))
    }

    fn deliver(&self, delivery: Delivery, report: Report) {
        tokio::spawn(async move { report(post(delivery).await) });
    }
}
