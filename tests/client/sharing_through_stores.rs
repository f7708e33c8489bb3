//! Clients that share a store, each as if in a process of its own.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use docusign_jwt::{
    BoxFuture, ClientEvent, ClientId, Code, DocusignAuth, DocusignAuthBuilder, Environment,
    EventKind, Failure, HttpRequest, PrivateKey, ResponseHead, Settings, Signer, SourceError,
    StoreOperation as Operation, StoreRejection as Rejection, StoreSecret, TokenStore, Transport,
    UserId,
};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::emulator::{ANN, BOB, CLIENT, Emulator, key};
use crate::file_store::FileStore;
use crate::stores::{Clocked, MemoryStore, Mood, WithoutLocks};

/// What clients have told.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<EventKind>>>);

impl Heard {
    fn take(&self) -> Vec<EventKind> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    fn names(&self) -> Vec<&'static str> {
        let name = |kind: EventKind| match kind {
            EventKind::Exchange { .. } => "exchange",
            EventKind::StoreHit { .. } => "hit",
            EventKind::StoreFailed { .. } => "failed",
            EventKind::StoreRejected { .. } => "rejected",
            EventKind::RenewalFailed { .. } => "renewal failed",
            _ => "other",
        };
        self.take().into_iter().map(name).collect()
    }

    fn failures(&self) -> Vec<(Operation, Option<String>)> {
        let failure = |kind| match kind {
            EventKind::StoreFailed { operation, message, .. } => Some((operation, message)),
            _ => None,
        };
        self.take().into_iter().filter_map(failure).collect()
    }

    fn rejections(&self) -> Vec<Rejection> {
        let rejection = |kind| match kind {
            EventKind::StoreRejected { reason, .. } => Some(reason),
            _ => None,
        };
        self.take().into_iter().filter_map(rejection).collect()
    }
}

/// The emulator, and what clients of it have told.
struct World {
    docusign: Emulator,
    heard: Heard,
}

type Builder = DocusignAuthBuilder<Clocked>;
type Client = DocusignAuth<Clocked>;

impl World {
    async fn start() -> Self {
        let world = Self { docusign: Emulator::start(), heard: Heard::default() };
        world.docusign.consent(ANN).await;
        world.docusign.consent(BOB).await;
        world
    }

    fn builder(&self, settings: Settings, transport: Clocked) -> Builder {
        let Heard(heard) = self.heard.clone();
        let listener =
            move |event: &ClientEvent<'_>| heard.lock().unwrap().push(event.kind.clone());
        DocusignAuth::builder(settings, transport).on_event(listener)
    }

    /// A client of Ann's in a process of its own.
    fn ann(&self, store: impl TokenStore + 'static) -> Client {
        self.client(ANN, store)
    }

    fn client(&self, user: &str, store: impl TokenStore + 'static) -> Client {
        let builder = self.builder(self.docusign.user(user), Clocked::new());
        builder.key(key()).store(store).build().unwrap()
    }

    /// The client's token, which must be its own user's.
    async fn own(&self, auth: &Client) -> String {
        let token = auth.token().await.unwrap();
        let user = auth.settings().user_id().unwrap().as_str().to_owned();
        assert_eq!(self.docusign.user_of(&token.access_token).await, user);
        token.access_token.clone()
    }

    async fn exchanges(&self) -> usize {
        self.docusign.exchanges().await
    }
}

fn recent() -> &'static str {
    "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01"
}

fn secret(text: &str) -> StoreSecret {
    StoreSecret::parse(text).unwrap()
}

#[tokio::test]
async fn a_client_finds_the_token_of_another() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let first = world.own(&world.ann(store.clone())).await;
    assert_eq!(world.own(&world.ann(store.clone())).await, first);
    assert_eq!(world.exchanges().await, 1);
    assert_eq!(world.heard.names(), ["exchange", "hit"]);
    let asked = [
        Operation::Get,
        Operation::Lock,
        Operation::Get,
        Operation::Set,
        Operation::Unlock,
        Operation::Get,
    ];
    assert_eq!(store.calls(), asked);
    assert_ne!(world.own(&world.client(BOB, store.clone())).await, first);
    // A call takes its token from there too.
    assert_eq!(world.ann(store).get(recent()).await.unwrap().status(), 200);
    assert_eq!(world.exchanges().await, 2);
}

#[tokio::test]
async fn a_fleet_makes_one_exchange() {
    let world = World::start().await;
    let folder = tempfile();
    let stores: [Arc<dyn TokenStore>; 2] =
        [Arc::new(MemoryStore::default()), Arc::new(FileStore::new(&folder).unwrap())];
    world.docusign.faults(json!({ "path": "/oauth/token", "latencyMs": 300 })).await;
    for (made, store) in stores.into_iter().enumerate() {
        let mut fleet = JoinSet::new();
        for _ in 0..20 {
            let auth = world.ann(Arc::clone(&store));
            fleet.spawn(async move { auth.token().await.unwrap().access_token.clone() });
        }
        let tokens = fleet.join_all().await;
        assert!(tokens.iter().all(|token| *token == tokens[0]));
        assert_eq!(world.exchanges().await, made + 1);
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// A folder of this test's own.
fn tempfile() -> std::path::PathBuf {
    std::env::temp_dir().join(format!("docusign-jwt-store-{}", std::process::id()))
}

#[tokio::test]
async fn names_and_records_disclose_nothing() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let token = world.own(&world.ann(store.clone())).await;
    let records = store.records();
    let (name, record) = records.iter().next().unwrap();
    assert_eq!(name.len(), 43);
    let claims = token.split('.').nth(1).unwrap();
    for hidden in [token.as_str(), claims, CLIENT, ANN, "127.0.0.1", "Bearer", "accessToken"] {
        assert!(!name.contains(hidden) && !record.contains(hidden), "{hidden}");
    }
    let shown = format!("{:?}", world.heard.take());
    assert!(!shown.contains(claims), "{shown}");
    assert!(!format!("{:?}", world.ann(store)).contains(claims));
}

fn flip(record: &str, at: usize) -> String {
    let mut bytes = record.as_bytes().to_vec();
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_record_that_is_damaged_costs_an_exchange() {
    type Damage = fn(&str) -> String;
    let damages: [(Damage, Rejection); 8] = [
        (|record| record[..record.len() - 9].to_owned(), Rejection::Tampered),
        (|_| String::new(), Rejection::Malformed),
        (|record| flip(record, record.len() - 30), Rejection::Tampered),
        (|record| flip(record, 16), Rejection::Tampered),
        (|record| format!("2{}", &record[1..]), Rejection::Malformed),
        (|record| format!("1.AAAAAAAAAAA.{}", &record[14..]), Rejection::UnknownKey),
        (|_| json!({ "token": { "accessToken": "x" } }).to_string(), Rejection::Malformed),
        (|record| record.to_owned() + &"A".repeat(1_000_000), Rejection::Malformed),
    ];
    let world = World::start().await;
    for (at, (damage, reason)) in damages.into_iter().enumerate() {
        let store = MemoryStore::default();
        let first = world.own(&world.ann(store.clone())).await;
        store.put(
            store.records().into_iter().map(|(name, record)| (name, damage(&record))).collect(),
        );
        world.heard.take();
        assert_ne!(world.own(&world.ann(store.clone())).await, first, "{at}");
        // It is looked at before and after the lock is taken.
        assert_eq!(world.heard.rejections(), [reason, reason], "{at}");
        world.own(&world.ann(store)).await;
        assert_eq!(world.heard.names(), ["hit"], "it has been replaced");
        assert_eq!(world.exchanges().await, 2 * (at + 1));
    }
}

#[tokio::test]
async fn records_of_other_users_are_not_taken() {
    let (world, store) = (World::start().await, MemoryStore::default());
    for user in [ANN, BOB] {
        world.own(&world.client(user, store.clone())).await;
    }
    let (names, mut records): (Vec<_>, Vec<_>) = store.records().into_iter().unzip();
    records.reverse();
    store.put(names.into_iter().zip(records).collect());
    world.heard.take();
    for user in [ANN, BOB] {
        world.own(&world.client(user, store.clone())).await;
    }
    assert_eq!(world.exchanges().await, 4);
    assert_eq!(world.heard.rejections(), [Rejection::Tampered; 4]);
}

#[tokio::test]
async fn a_record_that_was_kept_too_long_is_not_taken() {
    let (world, store) = (World::start().await, MemoryStore::default());
    world.own(&world.ann(store.clone())).await;
    world.docusign.control("clock", json!({ "offsetMs": 3_600_000 })).await;
    world.heard.take();
    let transport = Clocked { ahead: Arc::new(3_600_000.into()), ..Clocked::new() };
    let builder = world.builder(world.docusign.user(ANN), transport);
    world.own(&builder.key(key()).store(store.clone()).build().unwrap()).await;
    assert_eq!(world.heard.rejections(), [Rejection::Expired; 2]);
    assert_eq!(world.exchanges().await, 2);
}

#[tokio::test]
async fn a_store_that_fails_or_hangs_costs_an_exchange() {
    let all = [Operation::Get, Operation::Set, Operation::Lock, Operation::Unlock];
    let world = World::start().await;
    let mut made = 0;
    for mood in [Mood::Fails, Mood::Hangs] {
        let said = (mood == Mood::Fails).then(|| "the store is closed".to_owned());
        for broken in all.chunks(1).chain([&all[..]]) {
            let store = MemoryStore::default();
            store.mood(broken, mood);
            // Less time than the store takes: that comes on top.
            let settings = world.docusign.user(ANN).with_timeout(20_000);
            let transport = Clocked { hurries: true, ..Clocked::new() };
            let auth = world.builder(settings, transport).key(key()).store(store.clone());
            let auth = auth.build().unwrap();
            world.own(&auth).await;
            made += 1;
            assert_eq!(world.exchanges().await, made);
            let failures = world.heard.failures();
            assert!(!failures.is_empty());
            for (operation, message) in failures {
                assert!(broken.contains(&operation), "{operation:?}");
                assert_eq!(message, said);
            }
            // The token is in memory.
            let asked = store.calls().len();
            world.own(&auth).await;
            assert_eq!(store.calls().len(), asked);
        }
    }
}

#[tokio::test]
async fn a_store_that_hangs_takes_no_time_from_the_exchange() {
    let (world, store) = (World::start().await, MemoryStore::default());
    store.mood(&[Operation::Get], Mood::Hangs);
    let settings = world.docusign.user(ANN).with_timeout(900);
    let auth = world.builder(settings, Clocked::new()).key(key()).store(store).build().unwrap();
    // Who follows waits as long as who leads.
    let (first, second) = tokio::join!(auth.token(), auth.token());
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(world.exchanges().await, 1);
    assert_eq!(world.heard.failures(), [(Operation::Get, None)]);
}

#[tokio::test]
async fn a_store_that_comes_back_is_used_again() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let all = [Operation::Get, Operation::Set, Operation::Lock, Operation::Unlock];
    store.mood(&all, Mood::Fails);
    world.own(&world.ann(store.clone())).await;
    assert!(store.records().is_empty());
    store.mood(&all, Mood::Works);
    let token = world.own(&world.ann(store.clone())).await;
    assert_eq!(world.own(&world.ann(store)).await, token);
    assert_eq!(world.exchanges().await, 2);
}

#[tokio::test]
async fn a_revoked_token_is_not_taken_again() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let clients = [world.ann(store.clone()), world.ann(store.clone())];
    for auth in &clients {
        assert_eq!(auth.get(recent()).await.unwrap().status(), 200);
    }
    assert_eq!(world.exchanges().await, 1);
    world.docusign.revoke_tokens().await;
    for auth in &clients {
        assert_eq!(auth.get(recent()).await.unwrap().status(), 200);
    }
    assert_eq!(world.exchanges().await, 2, "replaced once for all");
    assert_eq!(world.own(&clients[0]).await, world.own(&clients[1]).await);
    // One that cannot be replaced is taken out.
    world.docusign.revoke_tokens().await;
    let rule = json!({ "path": "/oauth/token", "status": 400, "error": "invalid_grant" });
    world.docusign.faults(rule).await;
    assert_eq!(clients[0].get(recent()).await.unwrap_err().code(), Code::InvalidGrant);
    assert!(store.records().is_empty());
}

#[tokio::test]
async fn an_api_that_refuses_every_token_costs_two_exchanges_in_all() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let clients = [0; 3].map(|_| world.ann(store.clone()));
    for auth in &clients {
        auth.user_info().await.unwrap();
    }
    let rule =
        json!({ "path": "/restapi", "status": 401, "errorCode": "USER_AUTHENTICATION_FAILED" });
    world.docusign.faults(rule).await;
    for auth in clients.iter().chain(&clients) {
        assert_eq!(auth.get(recent()).await.unwrap().status(), 401);
    }
    // One that has just begun does not take the fault for the token's either.
    assert_eq!(world.ann(store).get(recent()).await.unwrap().status(), 401);
    assert_eq!(world.exchanges().await, 2);
}

#[tokio::test]
async fn a_fresh_token_is_exchanged_and_then_shared() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let auth = world.ann(store.clone());
    let first = auth.token().await.unwrap();
    let second = auth.fresh_token().await.unwrap();
    assert_ne!(first, second);
    assert_eq!(*world.ann(store).token().await.unwrap(), *second);
    assert_eq!(world.exchanges().await, 2);
}

#[tokio::test]
async fn the_next_leader_takes_over_the_lock_of_a_canceled_one() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let auth = world.ann(store.clone());
    world.docusign.faults(json!({ "path": "/oauth/token", "kind": "hang" })).await;
    let mut leader = Box::pin(auth.token());
    while store.calls().len() < 3 {
        assert!(timeout(Duration::from_millis(10), &mut leader).await.is_err());
    }
    world.docusign.faults(json!([])).await;
    drop(leader);
    world.own(&auth).await;
    let locks = store.calls().into_iter().filter(|call| *call == Operation::Lock).count();
    assert_eq!(locks, 1);
    assert_eq!(store.calls().last(), Some(&Operation::Unlock));
    assert_eq!(world.heard.names(), ["exchange"]);
    world.own(&world.ann(store)).await;
    assert_eq!(world.heard.names(), ["hit"]);
}

#[tokio::test]
async fn a_lock_that_nobody_releases_ends_the_wait_and_not_the_call() {
    let (world, store) = (World::start().await, MemoryStore::default());
    world.own(&world.ann(store.clone())).await;
    let name = store.records().into_keys().next().unwrap();
    store.put(HashMap::new());
    store.lock_for_ever(&name);
    world.heard.take();
    let settings = world.docusign.user(ANN).with_timeout(600_000);
    let transport = Clocked { hurries: true, ..Clocked::new() };
    let auth = world.builder(settings, transport).key(key()).store(store.clone());
    world.own(&auth.build().unwrap()).await;
    assert_eq!(world.heard.failures(), [(Operation::Lock, None)]);
    let locks = store.calls().into_iter().filter(|call| *call == Operation::Lock).count();
    assert!((15..60).contains(&locks), "{locks}");
    assert!(store.records().is_empty(), "writing is left to who has the lock");
}

#[tokio::test]
async fn a_token_that_is_due_is_served_while_another_process_renews_it() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let transport = Clocked::new();
    let auth = world.builder(world.docusign.user(ANN), transport.clone()).key(key());
    let auth = auth.store(store.clone()).build().unwrap();
    let first = auth.token().await.unwrap();
    store.lock_for_ever(store.records().keys().next().unwrap());
    transport.ahead.store(51 * 60_000, Ordering::Relaxed);
    // It asks once, and not again for a while.
    for _ in 0..10 {
        assert_eq!(auth.token().await.unwrap(), first);
    }
    let locks = store.calls().into_iter().filter(|call| *call == Operation::Lock).count();
    assert_eq!(locks, 2);
    assert_eq!(world.exchanges().await, 1);
}

#[tokio::test]
async fn without_locks_each_process_may_exchange_and_later_ones_find() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let token = world.own(&world.ann(WithoutLocks(store.clone()))).await;
    assert_eq!(world.own(&world.ann(Arc::new(WithoutLocks(store.clone())))).await, token);
    assert_eq!(store.calls(), [Operation::Get, Operation::Set, Operation::Get]);
    assert_eq!(world.exchanges().await, 1);
}

struct Kms(PrivateKey);

impl Signer for Kms {
    fn sign<'a>(&'a self, data: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, SourceError>> {
        Box::pin(async move { Ok(self.0.sign(data)?) })
    }
}

#[tokio::test]
async fn secrets_rotate_without_an_exchange_and_a_signer_needs_one() {
    let (world, store) = (World::start().await, MemoryStore::default());
    let (old, new) = (
        "0j4jHnF9yq1yQx0xkYb2XnZtQ4p7mVwS8rLkTgUeDzA=",
        "Pj3x0m8m3UGuE4tqk0m0rN7cZbq6yVQp1sX9fLw2dHE=",
    );
    let builder = || {
        let builder = world.builder(world.docusign.user(ANN), Clocked::new());
        builder.signer(Kms(key())).store(store.clone())
    };
    let error = builder().build().unwrap_err();
    assert_eq!(error.code(), Code::OptionMissing);
    assert!(error.remedy().contains("store_secret"), "{error}");
    let before = builder().store_secret(secret(old)).build().unwrap();
    let token = world.own(&before).await;
    let both = builder().store_secret(secret(new)).store_secret(secret(old)).build().unwrap();
    assert_eq!(world.own(&both).await, token);
    assert_eq!(world.exchanges().await, 1);
    let after = builder().store_secret(secret(new)).build().unwrap();
    assert_ne!(world.own(&after).await, token);
    // A private key gives a secret of its own.
    world.own(&world.ann(store.clone())).await;
    assert_eq!(store.records().len(), 3);
    let bare = world.builder(world.docusign.user(ANN), Clocked::new()).store(store.clone());
    assert!(bare.build().unwrap_err().message().contains("private key"));
}

/// A store that asks its own client.
#[derive(Clone, Default)]
struct Circle(Arc<OnceLock<Client>>);

impl TokenStore for Circle {
    fn get<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>> {
        Box::pin(async move {
            let token = self.0.get().unwrap().token().await?;
            Ok(Some(token.access_token.clone()))
        })
    }

    fn set<'a>(
        &'a self,
        _: &'a str,
        _: &'a str,
        _: Duration,
    ) -> BoxFuture<'a, Result<(), SourceError>> {
        Box::pin(async move { self.0.get().unwrap().token().await.map(|_| ()).map_err(Into::into) })
    }
}

#[tokio::test]
async fn a_store_that_asks_its_client_ends() {
    let world = World::start().await;
    for shares_work in [true, false] {
        let circle = Circle::default();
        let transport = Clocked { shares_work, hurries: true, ..Clocked::new() };
        let settings = world.docusign.user(ANN).with_timeout(600_000);
        let builder = world.builder(settings, transport).key(key()).store(circle.clone());
        let auth = circle.0.get_or_init(|| builder.build().unwrap());
        world.own(auth).await;
        assert!(!world.heard.failures().is_empty());
    }
    assert!(world.exchanges().await < 40);
}

/// A transport that never sends, at a time of its own.
struct Offline(u64);

impl Transport for Offline {
    type Response = std::convert::Infallible;
    type Stream = std::convert::Infallible;

    async fn send(&self, _: HttpRequest<Self::Stream>) -> Result<Self::Response, Failure> {
        panic!("nothing is to be sent")
    }

    fn head(&self, response: &Self::Response) -> ResponseHead {
        match *response {}
    }

    async fn chunk(&self, response: &mut Self::Response) -> Result<Option<bytes::Bytes>, Failure> {
        match *response {}
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now(&self) -> u64 {
        self.0
    }
}

#[tokio::test]
async fn records_of_javascript_are_read() {
    let table: Value = serde_json::from_str(include_str!("../vectors/store.json")).unwrap();
    for row in table["records"].as_array().unwrap() {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        let store = MemoryStore::default();
        store.put(HashMap::from([(text("name"), text("record"))]));
        let settings = Settings::new(ClientId::parse(CLIENT).unwrap(), Environment::demo());
        let settings = settings.with_user(UserId::parse(ANN).unwrap());
        let auth = DocusignAuth::builder(settings, Offline(table["now"].as_u64().unwrap()));
        let auth = auth.key(key()).store(store).store_secret(secret(&text("secret")));
        let token = auth.build().unwrap().token().await.unwrap();
        assert_eq!(token.access_token, text("accessToken"));
    }
}
