//! Single flight: one caller does the work for all.
//!
//! One caller leads, the others follow. When the leader is dropped before the work is done, the next follower leads. When
//! the last caller has gone, the flight is gone too. Nothing here waits: the callers do.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::task::Waker;

use crate::error::Result;
use crate::flow::out_of_turn;
use crate::protocol::{Token, UserInfo};

/// The purpose of a flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Want {
    Token,
    /// A new token, without the store.
    #[cfg(feature = "store")]
    FreshToken,
    UserInfo,
}

impl Want {
    pub(crate) fn is_token(self) -> bool {
        self != Self::UserInfo
    }
}

/// The outcome of a flight.
#[derive(Clone)]
pub(crate) enum Shared {
    Token(Arc<Token>),
    UserInfo(Arc<UserInfo>),
}

/// The state that a follower sees.
pub(crate) enum Look {
    Settled(Result<Shared>),
    /// The flight has no leader.
    Free,
    /// The waker is called when this changes. Drop the previous waker without holding a lock.
    Wait(Option<Waker>),
}

struct Flight {
    name: (Want, Arc<str>),
    leader: Option<u64>,
    outcome: Option<Result<Shared>>,
    /// The members of the flight in order, each with its waker.
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
    /// Takes a place in the flight with this name, and returns whether it leads.
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

    /// The result for a follower.
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
        let seat = flight.seats.get_mut(&place.seat);
        Look::Wait(seat.and_then(|known| match known {
            Some(known) if known.will_wake(waker) => None,
            _ => known.replace(waker.clone()),
        }))
    }

    /// Takes the lead, if the flight has no leader.
    pub(crate) fn lead(&mut self, place: Place) -> bool {
        let Some(flight) = self.flights.get_mut(&place.flight) else { return false };
        if flight.leader.is_none() && flight.outcome.is_none() {
            flight.leader = Some(place.seat);
        }
        flight.leader == Some(place.seat)
    }

    /// Ends the flight. Later callers start a new one. Returns the wakers to call.
    pub(crate) fn settle(&mut self, place: Place, outcome: Result<Shared>) -> Vec<Waker> {
        let Some(flight) = self.flights.get_mut(&place.flight) else { return Vec::new() };
        flight.outcome = Some(outcome);
        if self.names.get(&flight.name) == Some(&place.flight) {
            self.names.remove(&flight.name);
        }
        flight.seats.values_mut().filter_map(Option::take).collect()
    }

    /// Leaves a place. Returns the waker that was there, and the waker of the next leader. Drop the first one without
    /// holding a lock: it may own the last reference to a task with a place in a flight.
    pub(crate) fn leave(&mut self, place: Place) -> (Option<Waker>, Option<Waker>) {
        let Some(flight) = self.flights.get_mut(&place.flight) else { return (None, None) };
        let own = flight.seats.remove(&place.seat).flatten();
        if flight.leader == Some(place.seat) {
            flight.leader = None;
        }
        if flight.seats.is_empty() {
            if self.names.get(&flight.name) == Some(&place.flight) {
                self.names.remove(&flight.name);
            }
            self.flights.remove(&place.flight);
            return (own, None);
        }
        if flight.leader.is_some() || flight.outcome.is_some() {
            return (own, None);
        }
        (own, flight.seats.values_mut().find_map(Option::take))
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.flights.len().max(self.names.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user_info() -> Result<Shared> {
        Ok(Shared::UserInfo(Arc::default()))
    }

    #[test]
    fn one_leads_and_who_comes_after_the_end_begins_anew() {
        let (mut flights, key) = (Flights::default(), "key".into());
        let (first, leads) = flights.join(Want::UserInfo, &key);
        assert!(leads);
        let (second, leads) = flights.join(Want::UserInfo, &key);
        assert!(!leads && !flights.lead(second));
        assert!(flights.join(Want::Token, &key).1, "another want is another flight");
        assert!(matches!(flights.look(second, Waker::noop()), Look::Wait(None)));
        assert_eq!(flights.settle(first, user_info()).len(), 1);
        assert!(flights.join(Want::UserInfo, &key).1);
        assert!(matches!(flights.look(second, Waker::noop()), Look::Settled(Ok(_))));
        assert!(!flights.lead(second));
    }

    #[test]
    fn the_lead_goes_on_and_on() {
        let (mut flights, key) = (Flights::default(), "key".into());
        let places: Vec<Place> = (0..10).map(|_| flights.join(Want::Token, &key).0).collect();
        for place in &places[1..] {
            assert!(matches!(flights.look(*place, Waker::noop()), Look::Wait(None)));
        }
        assert!(flights.leave(places[0]).1.is_some(), "somebody is woken");
        // The woken caller leaves without a check.
        assert!(flights.leave(places[1]).1.is_some(), "the next one is woken");
        assert!(flights.lead(places[2]));
        assert!(!flights.lead(places[3]));
        assert!(flights.leave(places[4]).1.is_none(), "one leads");
        assert_eq!(flights.join(Want::Token, &key).0.flight, places[0].flight);
    }

    #[test]
    fn nothing_is_left_when_all_have_gone() {
        let (mut flights, key) = (Flights::default(), "key".into());
        for settled in [false, true] {
            let places: Vec<Place> = (0..3).map(|_| flights.join(Want::UserInfo, &key).0).collect();
            if settled {
                flights.settle(places[0], user_info());
            }
            for place in places {
                flights.leave(place);
            }
            assert_eq!(flights.len(), 0);
        }
    }
}
