//! Token requests that read and write the store.

use std::sync::Arc;

use super::{Frame, Need, Next, Task, settle};
use crate::client::flights::Shared;
use crate::client::store::{ExchangeEnd, SharedTokens, Sharing, StoreOutcome, Turn, View};
use crate::client::work::Work;
use crate::error::Result;
use crate::flow::{At, Event, JwtExchange, out_of_turn};
use crate::protocol::Token;

impl Task {
    pub(crate) fn share(&mut self, sharing: Option<Arc<Sharing>>) {
        self.sharing = sharing;
    }

    /// The token request on top reads the store first.
    pub(super) fn begin_sharing(&mut self, fresh: bool, at: At) -> Next {
        let Self { sharing: Some(sharing), who, memory, events, .. } = self else {
            return Next::Event(Event::Start);
        };
        let mut view = View { sharing, who, memory, events, at };
        let (shared, turn) = SharedTokens::begin(fresh, &mut view);
        if let Some(frame) = self.frames.last_mut() {
            frame.shared = Some(Box::new(shared));
        }
        self.turn(turn, at)
    }

    /// Takes the result of the last call of the store.
    pub(crate) fn stored(&mut self, outcome: StoreOutcome, at: At) -> Result<Need> {
        let next = match self.closing.take() {
            Some((shared, outcome)) => self.close(shared, outcome, at)?,
            None => {
                let Self { sharing, who, memory, events, frames, .. } = self;
                let shared = frames.last_mut().and_then(|frame| frame.shared.as_mut());
                let (Some(sharing), Some(shared)) = (sharing, shared) else {
                    return Err(out_of_turn());
                };
                let turn = shared.advance(outcome, &mut View { sharing, who, memory, events, at });
                self.turn(turn, at)
            }
        };
        self.go_on(next, at)
    }

    fn turn(&mut self, turn: Turn, at: At) -> Next {
        let token = match turn {
            Turn::Call(call) => return Next::Need(Need::Store(call)),
            Turn::Exchange => {
                // The token request starts now, not when the store was asked.
                let (era, lessons) = self.memory.lock().begin(at.now);
                if let Some(frame) = self.frames.last_mut() {
                    let flow =
                        JwtExchange::new(self.who.settings.clone(), self.keys, lessons, at.now);
                    frame.work = Work::exchange(flow);
                    (frame.era, frame.begun) = (era, at.now);
                }
                return Next::Event(Event::Start);
            }
            Turn::Found(token) => token,
        };
        let Some(Frame { shared: Some(mut shared), seat, .. }) = self.frames.pop() else {
            return self.deliver(Shared::Token(token));
        };
        settle(seat, Ok(Shared::Token(Arc::clone(&token))));
        shared.ends(ExchangeEnd::Found, at.now);
        match shared.close() {
            Some(call) => {
                self.closing = Some((shared, Ok(token)));
                Next::Need(Need::Store(call))
            }
            None => self.deliver(Shared::Token(token)),
        }
    }

    /// Does the remaining work at the store, then delivers the outcome.
    pub(super) fn close(
        &mut self,
        mut shared: Box<SharedTokens>,
        outcome: Result<Arc<Token>>,
        at: At,
    ) -> Result<Next> {
        if let Some(call) = shared.close() {
            self.closing = Some((shared, outcome));
            return Ok(Next::Need(Need::Store(call)));
        }
        match outcome {
            Ok(token) => Ok(self.deliver(Shared::Token(token))),
            Err(error) => self.outlived(error, at),
        }
    }
}
