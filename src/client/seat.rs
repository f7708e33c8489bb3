//! A caller's part in a flight.

use std::sync::Arc;
use std::task::Waker;

use crate::client::flights::{Look, Place, Shared, Want};
use crate::client::memory::SharedMemory;
use crate::error::Result;

/// A caller's part in a flight. When it is dropped, another caller leads, if needed.
///
/// It is boxed, so that a program without shared work, such as a Worker, does not link flights.
pub(crate) trait Part: Send + Sync {
    /// Delivers the outcome to all followers.
    fn settle(self: Box<Self>, outcome: Result<Shared>);

    /// The result for a follower.
    fn look(&self, waker: &Waker) -> Look;

    /// Takes the lead, or returns the result if another caller leads.
    fn lead(&self, waker: &Waker) -> Option<Look>;
}

pub(crate) type Seat = Box<dyn Part>;

/// Takes a place in a flight, and returns whether it leads.
pub(crate) type Join = fn(&SharedMemory, Want, &Arc<str>) -> (Seat, bool);

/// How callers with shared work take a place.
pub(crate) fn join(memory: &SharedMemory, want: Want, key: &Arc<str>) -> (Seat, bool) {
    let (place, leads) = memory.lock().flights.join(want, key);
    (Box::new(InFlight { memory: memory.clone(), place }), leads)
}

struct InFlight {
    memory: SharedMemory,
    place: Place,
}

impl Part for InFlight {
    fn settle(self: Box<Self>, outcome: Result<Shared>) {
        let wakers = self.memory.lock().flights.settle(self.place, outcome);
        for waker in wakers {
            waker.wake();
        }
    }

    fn look(&self, waker: &Waker) -> Look {
        self.memory.lock().flights.look(self.place, waker)
    }

    fn lead(&self, waker: &Waker) -> Option<Look> {
        let mut memory = self.memory.lock();
        if memory.flights.lead(self.place) {
            return None;
        }
        Some(memory.flights.look(self.place, waker))
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let (_own, next) = self.memory.lock().flights.leave(self.place);
        if let Some(waker) = next {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::task::{Wake, Waker};

    use super::*;

    /// A waker that holds the last of a task with a place in the same memory.
    struct Holds(#[allow(dead_code, reason = "it is there to be dropped")] Mutex<Option<Seat>>);

    impl Wake for Holds {
        fn wake(self: Arc<Self>) {}
    }

    #[test]
    fn no_waker_is_dropped_while_the_memory_is_locked() {
        let memory = SharedMemory::default();
        let sit = || join(&memory, Want::Token, &"key".into());
        let (leader, leads) = sit();
        assert!(leads);
        let (seat, leads) = sit();
        assert!(!leads);
        let waker = |seat| Waker::from(Arc::new(Holds(Mutex::new(Some(seat)))));
        drop(seat.look(&waker(sit().0)));
        // The replaced waker is dropped, with the task that it owns.
        let Look::Wait(displaced) = seat.look(&waker(sit().0)) else { panic!("nobody leads") };
        assert!(displaced.is_some());
        drop(displaced);
        drop(seat);
        drop(leader);
        assert_eq!(memory.lock().flights.len(), 0);
    }
}
