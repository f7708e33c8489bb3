//! A running flow of any kind.

use crate::error::{Result, User};
use crate::flow::{
    At, AuthorizedCall, CodeExchange, Event, Exchanged, Flow, JwtExchange, Step, UserInfoCall,
    UserSearch,
};
use crate::protocol::{UserInfo, UserTokens};

/// The outcome of a flow.
pub(crate) enum Outcome {
    Exchanged(Exchanged),
    UserInfo(UserInfo),
    Users(Vec<User>),
    Tokens(UserTokens),
    /// The last response is the caller's.
    Called,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exchange,
    Call,
    Other,
}

/// A boxed flow: a program links only the flows that it uses. An enum would link all of them.
pub(crate) struct Work {
    kind: Kind,
    flow: Box<dyn Advance>,
}

trait Advance: Send + Sync {
    fn advance(&mut self, event: Event, at: At) -> Result<Step<Outcome>>;
}

struct Ends<F: Flow> {
    flow: F,
    outcome: fn(F::Output) -> Outcome,
}

impl<F: Flow + Send + Sync> Advance for Ends<F> {
    fn advance(&mut self, event: Event, at: At) -> Result<Step<Outcome>> {
        self.flow.advance(event, at)?.and_then(|value| Ok(Step::Done((self.outcome)(value))))
    }
}

impl Work {
    fn new<F: Flow + Send + Sync + 'static>(
        kind: Kind,
        flow: F,
        outcome: fn(F::Output) -> Outcome,
    ) -> Self {
        Self { kind, flow: Box::new(Ends { flow, outcome }) }
    }

    pub(crate) fn exchange(flow: JwtExchange) -> Self {
        Self::new(Kind::Exchange, flow, Outcome::Exchanged)
    }

    pub(crate) fn user_info(flow: UserInfoCall) -> Self {
        Self::new(Kind::Other, flow, Outcome::UserInfo)
    }

    pub(crate) fn search(flow: UserSearch) -> Self {
        Self::new(Kind::Other, flow, Outcome::Users)
    }

    pub(crate) fn call(flow: AuthorizedCall) -> Self {
        Self::new(Kind::Call, flow, |()| Outcome::Called)
    }

    pub(crate) fn code(flow: CodeExchange) -> Self {
        Self::new(Kind::Other, flow, Outcome::Tokens)
    }

    pub(crate) fn advance(&mut self, event: Event, at: At) -> Result<Step<Outcome>> {
        self.flow.advance(event, at)
    }

    pub(crate) fn is_exchange(&self) -> bool {
        self.kind == Kind::Exchange
    }

    /// Whether the body of its last response is the caller's.
    pub(crate) fn is_call(&self) -> bool {
        self.kind == Kind::Call
    }
}
