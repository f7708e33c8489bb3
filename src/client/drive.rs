//! The one loop that performs the steps of operations: it signs, sends, waits, and reports each outcome.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use zeroize::Zeroizing;

use crate::client::engine::Engine;
use crate::client::event::{EventKind, RateLimit};
use crate::client::flights::{Look, Shared};
use crate::client::identity::Identity;
use crate::client::race::race;
use crate::client::seat::{Join, Part, join};
#[cfg(feature = "store")]
use crate::client::store::longest;
use crate::client::task::{Done, Job, Need, Task};
use crate::client::transport::{Body, HttpRequest, ResponseHead, Transport};
use crate::error::Result;
use crate::flow::{Event, Failure};
use crate::protocol::{Request, Response};

/// The largest response of the protocol, in bytes.
const MOST_BYTES: u64 = 1024 * 1024;

/// The parts that a call adds to the requests of its flow.
pub(crate) struct Payload<S> {
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body<S>,
}

impl<S> Default for Payload<S> {
    fn default() -> Self {
        Self { headers: Vec::new(), body: Body::Empty }
    }
}

impl<S> Payload<S> {
    /// The body for one more request: bytes again, a stream once.
    fn next(&mut self) -> Body<S> {
        match &self.body {
            Body::Bytes(bytes) => Body::Bytes(bytes.clone()),
            _ => std::mem::replace(&mut self.body, Body::Empty),
        }
    }
}

/// Drives an operation to its end. Returns its outcome, and the response if it belongs to the caller.
pub(crate) async fn drive<T: Transport>(
    engine: &Engine<T>,
    who: &Arc<Identity>,
    job: Job,
    mut payload: Payload<T::Stream>,
) -> Result<(Done, Option<T::Response>)> {
    let Engine { transport, memory, signers, .. } = engine;
    let timeout = Duration::from_millis(who.settings.timeout());
    let mut timer = pin!(transport.sleep(timeout));
    // A constant for each transport: excluded code is not linked.
    let join: Option<Join> = transport.shares_work().then_some(join);
    let mut task = Task::new(Arc::clone(who), memory.clone(), join, signers.len());
    #[cfg(feature = "store")]
    task.share(engine.sharing.clone());
    let mut response = None;
    let mut need = task.begin(job, engine.at());
    loop {
        for kind in task.events.drain(..) {
            engine.tell(who, kind);
        }
        need = match need? {
            Need::Done(done) => return Ok((done, response)),
            Need::Sign { key, data } => match race(engine.sign(key, &data), &mut timer).await {
                Some(Ok(signature)) => task.report(Event::Signed(signature), engine.at()),
                Some(Err(error)) => task.failed(error, engine.at()),
                None => task.timed_out(engine.at()),
            },
            Need::Wait { delay, streams } => {
                if streams {
                    response = None;
                }
                match race(transport.sleep(Duration::from_millis(delay)), &mut timer).await {
                    Some(()) => task.report(Event::Waited, engine.at()),
                    None => task.timed_out(engine.at()),
                }
            }
            Need::Follow(seat) => {
                #[cfg(feature = "store")]
                if let Some(sharing) = &engine.sharing {
                    let store = Duration::from_millis(longest(sharing.cipher.secrets()));
                    timer.set(transport.sleep(timeout.saturating_add(store)));
                }
                let followed = follow(&*seat, &mut timer).await;
                #[cfg(feature = "store")]
                if engine.sharing.is_some() {
                    timer.set(transport.sleep(timeout));
                }
                match followed {
                    Followed::Settled(outcome) => task.followed(outcome, engine.at()),
                    Followed::Leads => task.lead(seat, engine.at()),
                    Followed::TimedOut => task.timed_out(engine.at()),
                }
            }
            // The time limit applies to requests to Docusign: it starts again.
            #[cfg(feature = "store")]
            Need::Store(call) => {
                let outcome = engine.call_store(who, call).await;
                timer.set(transport.sleep(timeout));
                task.stored(outcome, engine.at())
            }
            Need::Send { request, streams } => {
                let request = if streams {
                    response = None;
                    let body = payload.next();
                    dressed(&request, &payload.headers, body, timeout)
                } else {
                    own(&request, timeout)
                };
                match race(exchange(transport, request, !streams), &mut timer).await {
                    Some(Ok((head, body, unread))) => {
                        let head = Response::new(head.status, head.headers, body);
                        if streams {
                            response = unread;
                            if let Some(limits) = RateLimit::told(&head) {
                                engine.tell(who, EventKind::RateLimit(limits));
                            }
                        }
                        task.report(Event::Answered(head), engine.at())
                    }
                    Some(Err(failure)) => task.report(Event::Failed(failure), engine.at()),
                    None => task.timed_out(engine.at()),
                }
            }
        };
    }
}

/// A request of the protocol.
fn own<S>(request: &Request, timeout: Duration) -> HttpRequest<S> {
    let body = match &request.body {
        // Wiped when the last holder drops it.
        Some(body) => Body::Bytes(Bytes::from_owner(body.clone())),
        None => Body::Empty,
    };
    dressed(request, &[], body, timeout)
}

/// A request with the headers and the body of a caller. The flow's own headers win.
fn dressed<S>(
    request: &Request,
    headers: &[(String, String)],
    body: Body<S>,
    timeout: Duration,
) -> HttpRequest<S> {
    let own = request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let mut all: Vec<(String, String)> = own.collect();
    let count = all.len();
    for (name, value) in headers {
        if !all[..count].iter().any(|(own, _)| own.eq_ignore_ascii_case(name)) {
            all.push((name.clone(), value.clone()));
        }
    }
    HttpRequest { method: request.method, url: request.url.clone(), headers: all, body, timeout }
}

type Received<T> = (ResponseHead, String, Option<<T as Transport>::Response>);

/// Sends a request. The body is read, within bounds, or left to the caller.
async fn exchange<T: Transport>(
    transport: &T,
    request: HttpRequest<T::Stream>,
    reads: bool,
) -> Result<Received<T>, Failure> {
    let mut response = transport.send(request).await?;
    let head = transport.head(&response);
    if !reads {
        return Ok((head, String::new(), Some(response)));
    }
    let length = head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.and_then(|(_, value)| value.trim().parse::<u64>().ok());
    if length.is_some_and(|length| length > MOST_BYTES) {
        return Err(Failure::TooLarge(MOST_BYTES));
    }
    // A buffer that never grows leaves no copy in memory.
    let room = length.map_or(16 * 1024, |length| length as usize);
    let mut body = Zeroizing::new(Vec::with_capacity(room));
    while let Some(chunk) = transport.chunk(&mut response).await? {
        body.extend_from_slice(&chunk);
        if body.len() as u64 > MOST_BYTES {
            return Err(Failure::TooLarge(MOST_BYTES));
        }
    }
    Ok((head, String::from_utf8_lossy(&body).into_owned(), None))
}

enum Followed {
    Settled(Result<Shared>),
    Leads,
    TimedOut,
}

/// Waits until a flight ends, or until this caller must lead it.
async fn follow(seat: &dyn Part, timer: &mut Pin<&mut impl Future<Output = ()>>) -> Followed {
    poll_fn(|cx| {
        let mut look = seat.look(cx.waker());
        loop {
            if let Look::Settled(outcome) = look {
                return Poll::Ready(Followed::Settled(outcome));
            }
            // A caller whose time is over does not lead.
            if timer.as_mut().poll(cx).is_ready() {
                return Poll::Ready(Followed::TimedOut);
            }
            if let Look::Wait(displaced) = look {
                drop(displaced);
                return Poll::Pending;
            }
            match seat.lead(cx.waker()) {
                Some(there) => look = there,
                None => return Poll::Ready(Followed::Leads),
            }
        }
    })
    .await
}
