//! What the flow on top of a task, or its caller, depends on: a token or userinfo. It comes from memory, from the work
//! of another caller, or from a flow of the task's own.

use super::{Done, Need, Next, Task};
use crate::client::event::EventKind;
use crate::client::flights::{Shared, Want};
use crate::client::memory::Ask;
use crate::client::seat::Seat;
use crate::client::work::Work;
use crate::error::{Error, Result};
use crate::flow::{At, Event, JwtExchange, UserInfoCall};

impl Task {
    /// The top flow or the caller needs a token.
    pub(super) fn token(&mut self, refused: bool, at: At) -> Result<Next> {
        let key = &self.who.key;
        let mut memory = self.memory.lock();
        if let Some(frame) = self.frames.last_mut() {
            frame.again = refused;
            if let (true, Some(token)) = (refused, &frame.token) {
                memory.refuse(key, &token.access_token, false, at.now);
            }
        }
        let fresh = self.fresh && self.frames.is_empty();
        let asked = memory.ask_token(key, fresh, at.now);
        drop(memory);
        match asked {
            Some(Ask::Ready(token)) => {
                self.events.push(EventKind::CacheHit);
                Ok(self.deliver(token))
            }
            Some(Ask::Refused(error)) => self.outlived(error, at),
            #[cfg(feature = "store")]
            _ if fresh && self.sharing.is_some() => Ok(self.join(Want::FreshToken, at)),
            _ => Ok(self.join(Want::Token, at)),
        }
    }

    /// The top flow or the caller needs userinfo.
    pub(super) fn user_info(&mut self, fresh: bool, at: At) -> Result<Next> {
        let asked = self.memory.lock().ask_user_info(&self.who.key, fresh, at.now);
        Ok(match asked {
            Some(Ask::Ready(user_info)) => self.deliver(user_info),
            _ => self.join(Want::UserInfo, at),
        })
    }

    fn join(&mut self, want: Want, at: At) -> Next {
        let Some(join) = self.join else {
            return self.work(want, None, at);
        };
        let (seat, leads) = join(&self.memory, want, &self.who.key);
        if leads {
            return self.work(want, Some(seat), at);
        }
        self.want = Some(want);
        Next::Need(Need::Follow(seat))
    }

    /// Starts work for itself and its followers.
    pub(super) fn work(&mut self, want: Want, seat: Option<Seat>, at: At) -> Next {
        let settings = &self.who.settings;
        if want == Want::UserInfo {
            let work = Work::user_info(UserInfoCall::new(settings, at.now));
            return self.push(work, seat, at);
        }
        let (era, lessons) = self.memory.lock().begin(at.now);
        let flow = JwtExchange::new(settings.clone(), self.keys, lessons, at.now);
        let next = self.push(Work::exchange(flow), seat, at);
        if let Some(frame) = self.frames.last_mut() {
            frame.era = era;
        }
        #[cfg(feature = "store")]
        if self.sharing.is_some() {
            return self.begin_sharing(want == Want::FreshToken, at);
        }
        next
    }

    /// Passes the result to the top flow or to the caller.
    pub(super) fn deliver(&mut self, shared: Shared) -> Next {
        let Some(frame) = self.frames.last_mut() else {
            return Next::Need(Need::Done(Done::Shared(shared)));
        };
        Next::Event(match shared {
            Shared::Token(token) => {
                let access_token = token.access_token.clone();
                frame.token = Some(token);
                Event::Token(access_token)
            }
            Shared::UserInfo(user_info) => Event::UserInfo((*user_info).clone()),
        })
    }

    /// No new token was minted. The cached one is served, if it is still valid.
    pub(super) fn outlived(&mut self, error: Error, at: At) -> Result<Next> {
        let fresh = self.fresh && self.frames.is_empty();
        let key = &self.who.key;
        let living = if fresh { None } else { self.memory.lock().outlives(key, at.now) };
        let Some(token) = living else { return Err(self.unwind(error)) };
        self.events.push(EventKind::RenewalFailed { code: error.code() });
        Ok(self.deliver(Shared::Token(token)))
    }
}
