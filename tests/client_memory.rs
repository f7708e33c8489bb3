//! The table of scenarios that JavaScript and Rust run alike: `tests/vectors/memory.json` says its format.

#![cfg(all(feature = "client", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use bytes::Bytes;
use docusign_jwt::{
    Body, ClientId, DocusignAuth, Environment, Failure, HttpRequest, PrivateKey, ResponseHead,
    Result, RetryPolicy, Settings, Transport, UserId,
};
use serde_json::{Value, json};

const BEGIN: u64 = 1_795_651_200_000;

/// One request that is pending, or its response.
#[derive(Default)]
struct Exchange {
    response: Option<Result<FakeResponse, Failure>>,
    waker: Option<Waker>,
    dropped: bool,
}

#[derive(Clone)]
struct FakeResponse {
    status: u16,
    body: Option<Bytes>,
}

#[derive(Default)]
struct World {
    /// Since the begin, in milliseconds.
    time: u64,
    /// How far the clock is off.
    offset: i64,
    sleepers: Vec<(u64, Waker)>,
    tokens: VecDeque<Arc<Mutex<Exchange>>>,
    api: VecDeque<Arc<Mutex<Exchange>>>,
    exchanges: u64,
    seen: Vec<String>,
}

#[derive(Clone, Default)]
struct Fake(Arc<Mutex<World>>);

/// Marks a request whose future is dropped.
struct Sent(Arc<Mutex<Exchange>>);

impl Drop for Sent {
    fn drop(&mut self) {
        self.0.lock().unwrap().dropped = true;
    }
}

impl Transport for Fake {
    type Response = FakeResponse;
    type Stream = Infallible;

    async fn send(&self, mut request: HttpRequest<Infallible>) -> Result<FakeResponse, Failure> {
        let exchange = Arc::new(Mutex::new(Exchange::default()));
        {
            let mut world = self.0.lock().unwrap();
            if request.url().ends_with("/oauth/token") {
                assert!(matches!(request.take_body(), Body::Bytes(_)));
                world.exchanges += 1;
                world.tokens.push_back(Arc::clone(&exchange));
            } else {
                let (_, token) =
                    request.headers().find(|(name, _)| *name == "authorization").unwrap();
                world.seen.push(token.strip_prefix("Bearer ").unwrap().to_owned());
                world.api.push_back(Arc::clone(&exchange));
            }
        }
        let sent = Sent(exchange);
        poll_fn(|cx| {
            let mut exchange = sent.0.lock().unwrap();
            exchange.waker = Some(cx.waker().clone());
            exchange.response.take().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    fn head(&self, response: &FakeResponse) -> ResponseHead {
        ResponseHead::new(response.status, [("Content-Type", "application/json")])
    }

    async fn chunk(&self, response: &mut FakeResponse) -> Result<Option<Bytes>, Failure> {
        Ok(response.body.take())
    }

    async fn sleep(&self, duration: Duration) {
        let until = self.0.lock().unwrap().time + u64::try_from(duration.as_millis()).unwrap();
        poll_fn(|cx| {
            let mut world = self.0.lock().unwrap();
            if world.time >= until {
                return Poll::Ready(());
            }
            world.sleepers.push((until, cx.waker().clone()));
            Poll::Pending
        })
        .await;
    }

    fn now(&self) -> u64 {
        let world = self.0.lock().unwrap();
        (BEGIN + world.time).saturating_add_signed(world.offset)
    }
}

#[derive(Debug, PartialEq)]
enum Heard {
    Token(String),
    Status(u16),
    Error(&'static str),
}

#[derive(Default)]
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Caller {
    future: Option<Pin<Box<dyn Future<Output = Heard> + Send>>>,
    woken: Arc<Flag>,
    heard: Option<Heard>,
}

struct Scene {
    fake: Fake,
    auth: DocusignAuth<Fake>,
    callers: BTreeMap<String, Caller>,
}

impl Scene {
    fn new(scenario: &Value) -> Self {
        let limit = scenario["retries"].as_u64().unwrap_or(0) as u32;
        let settings = Settings::new(
            ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap(),
            Environment::demo(),
        )
        .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001").unwrap())
        .with_retry(RetryPolicy::default().with_limit(limit).with_delays(1000, 1000));
        let key = PrivateKey::parse(include_str!("../emulator/fixtures/integration.pem")).unwrap();
        let fake = Fake::default();
        let auth = DocusignAuth::new(settings, key, fake.clone());
        Self { fake, auth, callers: BTreeMap::new() }
    }

    /// Goes on with all who were woken, until nobody is.
    fn settle(&mut self) {
        loop {
            let mut rest = true;
            for caller in self.callers.values_mut() {
                let Some(future) = &mut caller.future else { continue };
                if !caller.woken.0.swap(false, Ordering::Relaxed) {
                    continue;
                }
                rest = false;
                let waker = Waker::from(Arc::clone(&caller.woken));
                if let Poll::Ready(heard) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                    caller.heard = Some(heard);
                    caller.future = None;
                }
            }
            if rest {
                return;
            }
        }
    }

    fn enter(&mut self, name: &str, future: Pin<Box<dyn Future<Output = Heard> + Send>>) {
        let woken = Arc::new(Flag(AtomicBool::new(true)));
        let caller = Caller { future: Some(future), woken, heard: None };
        assert!(self.callers.insert(name.to_owned(), caller).is_none(), "{name} is there twice");
    }

    fn go_to(&mut self, time: u64) {
        loop {
            let mut world = self.fake.0.lock().unwrap();
            // One timer after another, as in an event loop.
            let next =
                world.sleepers.iter().map(|(until, _)| *until).filter(|at| *at <= time).min();
            world.time = next.unwrap_or(time).max(world.time);
            let now = world.time;
            let (due, later) = world.sleepers.drain(..).partition(|(until, _)| *until <= now);
            world.sleepers = later;
            drop(world);
            let due: Vec<(u64, Waker)> = due;
            let done = due.is_empty();
            due.into_iter().for_each(|(_, waker)| waker.wake());
            self.settle();
            if done {
                return;
            }
        }
    }

    fn respond(&self, of_token: bool, response: Result<FakeResponse, Failure>) {
        let mut world = self.fake.0.lock().unwrap();
        let waiting = if of_token { &mut world.tokens } else { &mut world.api };
        loop {
            let exchange = waiting.pop_front().expect("a request to respond to");
            let mut exchange = exchange.lock().unwrap();
            if !exchange.dropped {
                exchange.response = Some(response);
                return exchange.waker.take().unwrap().wake();
            }
        }
    }

    fn step(&mut self, step: &Value) {
        if let Some(at) = step["at"].as_u64() {
            self.go_to(at);
        }
        let text = |name: &str| step[name].as_str();
        if let Some(name) = text("ask") {
            let (auth, fresh) = (self.auth.clone(), step["fresh"] == true);
            let future = async move {
                let token = if fresh { auth.fresh_token().await } else { auth.token().await };
                match token {
                    Ok(token) => Heard::Token(token.access_token.clone()),
                    Err(error) => Heard::Error(error.code().as_str()),
                }
            };
            self.enter(name, Box::pin(future));
        } else if let Some(name) = text("get") {
            let auth = self.auth.clone();
            let future = async move {
                match auth.get("/oauth/userinfo").await {
                    Ok(response) => Heard::Status(response.status),
                    Err(error) => Heard::Error(error.code().as_str()),
                }
            };
            self.enter(name, Box::pin(future));
        } else if let Some(name) = text("leave") {
            self.callers.get_mut(name).unwrap().future = None;
        } else if let Some(response) = step.get("respond") {
            self.respond(true, token_response(response));
        } else if let Some(response) = step.get("api") {
            let status = response["status"].as_u64().unwrap() as u16;
            self.respond(false, Ok(FakeResponse { status, body: Some(Bytes::from_static(b"{}")) }));
        } else if let Some(by) = step["clock"].as_i64() {
            self.fake.0.lock().unwrap().offset += by;
        } else if let Some(name) = text("waits") {
            assert_eq!(self.callers[name].heard, None);
        } else if let Some(name) = text("hears") {
            let heard = match (text("token"), step["status"].as_u64(), text("error")) {
                (Some(token), None, None) => Heard::Token(token.to_owned()),
                (None, Some(status), None) => Heard::Status(status as u16),
                (None, None, Some(_)) => {
                    let Some(Heard::Error(code)) = self.callers[name].heard else {
                        panic!("{name} heard {:?}", self.callers[name].heard)
                    };
                    assert_eq!(Some(code), text("error"));
                    return;
                }
                _ => panic!("what {name} hears"),
            };
            assert_eq!(self.callers[name].heard, Some(heard));
        } else if let Some(count) = step.get("exchanges") {
            let count = count.as_u64().or_else(|| count["rust"].as_u64());
            assert_eq!(Some(self.fake.0.lock().unwrap().exchanges), count);
        } else if let Some(tokens) = step.get("tokens") {
            assert_eq!(json!(self.fake.0.lock().unwrap().seen), *tokens);
        } else {
            panic!("a step of no kind");
        }
        self.settle();
    }
}

fn token_response(response: &Value) -> Result<FakeResponse, Failure> {
    if response["lost"] == true {
        return Err(Failure::Connection("the connection was lost".to_owned()));
    }
    let (status, body) = match response["token"].as_str() {
        Some(token) => {
            let life = response["expiresIn"].as_u64().unwrap_or(3600);
            (200, json!({ "access_token": token, "token_type": "Bearer", "expires_in": life }))
        }
        None => {
            (response["status"].as_u64().unwrap() as u16, json!({ "error": response["error"] }))
        }
    };
    Ok(FakeResponse { status, body: Some(Bytes::from(body.to_string())) })
}

fn table() -> Value {
    serde_json::from_str(include_str!("vectors/memory.json")).unwrap()
}

#[test]
fn each_scenario_goes_as_the_table_says() {
    let table = table();
    let scenarios = table["scenarios"].as_array().unwrap();
    assert!(scenarios.len() > 15);
    let mut failed = Vec::new();
    for scenario in scenarios {
        let name = scenario["name"].as_str().unwrap();
        let play = || {
            let mut scene = Scene::new(scenario);
            for (at, step) in scenario["steps"].as_array().unwrap().iter().enumerate() {
                println!("{name}: step {at}: {step}");
                scene.step(step);
            }
        };
        if std::panic::catch_unwind(play).is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
