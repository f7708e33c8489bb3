//! Single flight: work that several callers wait for, done by one of them.
//!
//! One caller leads, the others follow. When the leader is dropped before the work is done, the next follower leads. When
//! the last caller has gone, the flight is gone too. Nothing here waits: the callers do.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::task::Waker;

use crate::error::Result;
use crate::flow::out_of_turn;
use crate::protocol::{Token, UserInfo};

/// What a flight is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Want {
    Token,
    UserInfo,
}

/// What a flight ends in.
#[derive(Clone)]
pub(crate) enum Shared {
    Token(Arc<Token>),
    UserInfo(Arc<UserInfo>),
}

/// What a follower finds.
pub(crate) enum Look {
    Settled(Result<Shared>),
    /// Nobody leads.
    Free,
    /// The waker is called when this changes.
    Wait,
}

struct Flight {
    name: (Want, Arc<str>),
    leader: Option<u64>,
    outcome: Option<Result<Shared>>,
    /// Those who are part of it, in the order in which they came, and whom to wake.
    seats: BTreeMap<u64, Option<Waker>>,
}

#[derive(Default)]
pub(crate) struct Flights {
    names: HashMap<(Want, Arc<str>), u64>,
    flights: HashMap<u64, Flight>,
    last: u64,
}

/// A caller's place in a flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    flight: u64,
    seat: u64,
}

impl Flights {
    /// A place in the flight of this name, and whether it is the leader's.
    pub(crate) fn join(&mut self, want: Want, key: &Arc<str>) -> (Place, bool) {
        let name = (want, Arc::clone(key));
        self.last += 1;
        let seat = self.last;
        let id = *self.names.entry(name.clone()).or_insert(seat);
        let flight = self.flights.entry(id).or_insert_with(|| Flight {
            name,
            leader: Some(seat),
            outcome: None,
            seats: BTreeMap::new(),
        });
        flight.seats.insert(seat, None);
        (Place { flight: id, seat }, flight.leader == Some(seat))
    }

    /// What there is for a follower.
    pub(crate) fn look(&mut self, place: Place, waker: &Waker) -> Look {
        let Some(flight) = self.flights.get_mut(&place.flight) else {
            return Look::Settled(Err(out_of_turn()));
        };
        if let Some(outcome) = &flight.outcome {
            return Look::Settled(outcome.clone());
        }
        if flight.leader.is_none() {
            return Look::Free;
        }
        match flight.seats.get_mut(&place.seat) {
            Some(Some(known)) => known.clone_from(waker),
            Some(none) => *none = Some(waker.clone()),
            None => {}
        }
        Look::Wait
    }

    /// Takes the lead, if nobody else has it.
    pub(crate) fn lead(&mut self, place: Place) -> bool {
        let Some(flight) = self.flights.get_mut(&place.flight) else { return false };
        if flight.leader.is_none() && flight.outcome.is_none() {
            flight.leader = Some(place.seat);
        }
        flight.leader == Some(place.seat)
    }

    /// The work is done. Whoever comes later begins anew. Returns whom to wake.
    pub(crate) fn settle(&mut self, place: Place, outcome: Result<Shared>) -> Vec<Waker> {
        let Some(flight) = self.flights.get_mut(&place.flight) else { return Vec::new() };
        flight.outcome = Some(outcome);
        if self.names.get(&flight.name) == Some(&place.flight) {
            self.names.remove(&flight.name);
        }
        flight.seats.values_mut().filter_map(Option::take).collect()
    }

    /// Leaves a place. Returns whom to wake, so that somebody leads.
    pub(crate) fn leave(&mut self, place: Place) -> Option<Waker> {
        let flight = self.flights.get_mut(&place.flight)?;
        flight.seats.remove(&place.seat);
        if flight.leader == Some(place.seat) {
            flight.leader = None;
        }
        if flight.seats.is_empty() {
            if self.names.get(&flight.name) == Some(&place.flight) {
                self.names.remove(&flight.name);
            }
            self.flights.remove(&place.flight);
            return None;
        }
        if flight.leader.is_some() || flight.outcome.is_some() {
            return None;
        }
        flight.seats.values_mut().find_map(Option::take)
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.flights.len().max(self.names.len())
    }
}
