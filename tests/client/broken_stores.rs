//! Stores that fail, hang, keep a lock, or ask their own client: a call gets its token.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use docusign_jwt::{BoxFuture, SourceError, StoreOperation as Operation, TokenStore};

use crate::emulator::{ANN, key};
use crate::store_world::{Client, World};
use crate::stores::{Clocked, MemoryStore, Mood};

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
