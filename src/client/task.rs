//! An operation and the flows that it depends on: a call may need userinfo, which needs a token, which needs a token
//! request. They are on one stack, so that one loop drives all of them and no future contains itself.
//!
//! Nothing here waits or sends: each report returns the next need.

mod dependencies;
#[cfg(feature = "store")]
mod sharing;

use std::sync::Arc;

use crate::client::event::EventKind;
use crate::client::flights::{Shared, Want};
use crate::client::identity::Identity;
use crate::client::memory::SharedMemory;
use crate::client::seat::{Join, Seat};
#[cfg(feature = "store")]
use crate::client::store::{ExchangeEnd, SharedTokens, Sharing, StoreCall};
use crate::client::work::{Outcome, Work};
use crate::error::{Error, Result, User};
use crate::flow::{At, Event, Failure, Step, out_of_turn};
use crate::protocol::{Request, Token, UserTokens};

/// The outcome of an operation.
pub(crate) enum Done {
    Shared(Shared),
    Users(Vec<User>),
    Tokens(UserTokens),
    /// The last response belongs to the caller.
    Called,
}

struct Frame {
    work: Work,
    /// For a token request whose token is shared through a store. It is dropped before the seat, so that the next leader finds
    /// its lock.
    #[cfg(feature = "store")]
    shared: Option<Box<SharedTokens>>,
    /// Its seat in the flight that it leads.
    seat: Option<Seat>,
    /// The token that it sends, and whether it replaced a refused one.
    token: Option<Arc<Token>>,
    again: bool,
    /// Of a token request: its start, the era of the clock, and the last status.
    begun: u64,
    era: u64,
    status: Option<u16>,
}

/// The kind of an operation.
pub(crate) enum Job {
    Token { fresh: bool },
    UserInfo { fresh: bool },
    Flow(Work),
}

/// What is needed before the operation can continue.
pub(crate) enum Need {
    Sign {
        key: usize,
        data: String,
    },
    /// Send; the body of the response is the caller's if it `streams`.
    Send {
        request: Request,
        streams: bool,
    },
    Wait {
        delay: u64,
        streams: bool,
    },
    /// Wait for the work of another caller, or take it over.
    Follow(Seat),
    #[cfg(feature = "store")]
    Store(StoreCall),
    Done(Done),
}

/// How a task continues: with an event for the flow on top, or with a need.
enum Next {
    Event(Event),
    Need(Need),
}

pub(crate) struct Task {
    who: Arc<Identity>,
    memory: SharedMemory,
    /// `None` if callers do not wait for one another.
    join: Option<Join>,
    keys: usize,
    fresh: bool,
    /// The need of the top flow that another caller's flight provides.
    want: Option<Want>,
    frames: Vec<Frame>,
    #[cfg(feature = "store")]
    sharing: Option<Arc<Sharing>>,
    /// A token or an error, and the remaining work at the store.
    #[cfg(feature = "store")]
    closing: Option<(Box<SharedTokens>, Result<Arc<Token>>)>,
    /// The events since the last call.
    pub(crate) events: Vec<EventKind>,
}

impl Task {
    pub(crate) fn new(
        who: Arc<Identity>,
        memory: SharedMemory,
        join: Option<Join>,
        keys: usize,
    ) -> Self {
        Self {
            who,
            memory,
            join,
            keys,
            fresh: false,
            want: None,
            frames: Vec::new(),
            #[cfg(feature = "store")]
            sharing: None,
            #[cfg(feature = "store")]
            closing: None,
            events: Vec::new(),
        }
    }

    pub(crate) fn begin(&mut self, job: Job, at: At) -> Result<Need> {
        let next = match job {
            Job::Token { fresh } => {
                self.fresh = fresh;
                self.token(false, at)?
            }
            Job::UserInfo { fresh } => self.user_info(fresh, at)?,
            Job::Flow(work) => self.push(work, None, at),
        };
        self.go_on(next, at)
    }

    /// Takes the outcome of the last need, and returns the next need.
    pub(crate) fn report(&mut self, event: Event, at: At) -> Result<Need> {
        if let Event::Answered(response) = &event {
            let key = &self.who.key;
            let frame = self.frames.last_mut().ok_or_else(out_of_turn)?;
            frame.status = Some(response.status());
            if let (401, Some(token)) = (response.status(), &frame.token) {
                self.memory.lock().refuse(key, &token.access_token, frame.again, at.now);
            }
        }
        self.go_on(Next::Event(event), at)
    }

    /// The need failed for a reason outside of the flow.
    pub(crate) fn failed(&mut self, error: Error, at: At) -> Result<Need> {
        let next = self.ended(Err(error), at)?;
        self.go_on(next, at)
    }

    /// The followed flight has ended.
    pub(crate) fn followed(&mut self, outcome: Result<Shared>, at: At) -> Result<Need> {
        let next = match (self.want.take(), outcome) {
            (_, Ok(shared)) => self.deliver(shared),
            (Some(want), Err(error)) if want.is_token() => self.outlived(error, at)?,
            (_, Err(error)) => return Err(self.unwind(error)),
        };
        self.go_on(next, at)
    }

    /// The leader has gone: this task takes over.
    pub(crate) fn lead(&mut self, seat: Seat, at: At) -> Result<Need> {
        let want = self.want.take().ok_or_else(out_of_turn)?;
        let next = self.work(want, Some(seat), at);
        self.go_on(next, at)
    }

    /// The time of this operation is over. Flights that it leads continue with another leader.
    pub(crate) fn timed_out(&mut self, at: At) -> Result<Need> {
        let environment = self.who.settings.environment();
        let Some(mut frame) = self.frames.pop() else {
            let wants_token = self.want.take().is_some_and(Want::is_token);
            let url =
                if wants_token { environment.token_url() } else { environment.userinfo_url() };
            let error = Failure::Timeout.into_error(&url);
            let next = if wants_token { self.outlived(error, at)? } else { return Err(error) };
            return self.go_on(next, at);
        };
        let error = match self.want.take() {
            Some(want) if want.is_token() => Failure::Timeout.into_error(&environment.token_url()),
            _ => match frame.work.advance(Event::Failed(Failure::Timeout), at) {
                Err(error) => error,
                Ok(_) => out_of_turn(),
            },
        };
        if self.frames.is_empty() {
            self.frames.push(frame);
            return self.failed(error, at);
        }
        drop(frame);
        self.frames.clear();
        Err(error)
    }

    fn go_on(&mut self, mut next: Next, at: At) -> Result<Need> {
        loop {
            let event = match next {
                Next::Event(event) => event,
                Next::Need(need) => return Ok(need),
            };
            let frame = self.frames.last_mut().ok_or_else(out_of_turn)?;
            let streams = frame.work.is_call();
            next = match frame.work.advance(event, at) {
                Ok(Step::Sign { key, data }) => Next::Need(Need::Sign { key, data }),
                Ok(Step::Send(request)) => Next::Need(Need::Send { request, streams }),
                Ok(Step::Wait { delay, attempt, status }) => {
                    self.events.push(EventKind::Retry { delay, attempt, status });
                    Next::Need(Need::Wait { delay, streams })
                }
                Ok(Step::Token { refused }) => self.token(refused, at)?,
                Ok(Step::UserInfo) => self.user_info(false, at)?,
                Ok(Step::Done(outcome)) => self.ended(Ok(outcome), at)?,
                Err(error) => self.ended(Err(error), at)?,
            };
        }
    }

    fn push(&mut self, work: Work, seat: Option<Seat>, at: At) -> Next {
        self.frames.push(Frame {
            work,
            #[cfg(feature = "store")]
            shared: None,
            seat,
            token: None,
            again: false,
            begun: at.now,
            era: 0,
            status: None,
        });
        Next::Event(Event::Start)
    }

    /// The top flow has ended.
    fn ended(&mut self, outcome: Result<Outcome>, at: At) -> Result<Next> {
        let Some(frame) = self.frames.pop() else {
            return Err(outcome.err().unwrap_or_else(out_of_turn));
        };
        let key = &self.who.key;
        match outcome {
            Ok(Outcome::Exchanged(exchanged)) => {
                let expires_at = exchanged.token.expires_at;
                let Frame { era, begun, seat, .. } = frame;
                let token = self.memory.lock().keep(key, exchanged, era, begun, at.now);
                let duration = at.now.saturating_sub(begun);
                self.events.push(EventKind::Exchange { duration, expires_at });
                settle(seat, Ok(Shared::Token(Arc::clone(&token))));
                #[cfg(feature = "store")]
                if let Some(mut shared) = frame.shared {
                    shared.ends(ExchangeEnd::Got(&token, begun), at.now);
                    return self.close(shared, Ok(token), at);
                }
                Ok(self.deliver(Shared::Token(token)))
            }
            Ok(Outcome::UserInfo(user_info)) => {
                let user_info = Arc::new(user_info);
                self.memory.lock().keep_user_info(key, Arc::clone(&user_info), at.now);
                let shared = Shared::UserInfo(user_info);
                settle(frame.seat, Ok(shared.clone()));
                Ok(self.deliver(shared))
            }
            Ok(Outcome::Users(users)) => Ok(Next::Need(Need::Done(Done::Users(users)))),
            Ok(Outcome::Tokens(tokens)) => Ok(Next::Need(Need::Done(Done::Tokens(tokens)))),
            Ok(Outcome::Called) => Ok(Next::Need(Need::Done(Done::Called))),
            Err(error) => {
                let exchanges = frame.work.is_exchange();
                if exchanges {
                    self.memory.lock().failed(key, &error, frame.status, at.now);
                }
                settle(frame.seat, Err(error.clone()));
                #[cfg(feature = "store")]
                if let Some(mut shared) = frame.shared {
                    shared.ends(ExchangeEnd::Failed, at.now);
                    return self.close(shared, Err(error), at);
                }
                if exchanges { self.outlived(error, at) } else { Err(self.unwind(error)) }
            }
        }
    }

    /// A need of the flows below has failed: they, and their followers, fail too.
    fn unwind(&mut self, error: Error) -> Error {
        while let Some(frame) = self.frames.pop() {
            settle(frame.seat, Err(error.clone()));
        }
        error
    }
}

fn settle(seat: Option<Seat>, outcome: Result<Shared>) {
    if let Some(seat) = seat {
        seat.settle(outcome);
    }
}
