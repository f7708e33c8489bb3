//! The records in a store: they disclose nothing, and a client trusts none that it cannot have written.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use docusign_jwt::{
    ClientId, DocusignAuth, Environment, Failure, HttpRequest, ResponseHead, Settings,
    StoreRejection as Rejection, Transport, UserId,
};
use serde_json::{Value, json};

use crate::emulator::{ANN, BOB, CLIENT, key};
use crate::store_world::{World, secret};
use crate::stores::{Clocked, MemoryStore};

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
