//! Clients that share a store, each as if in a process of its own.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use docusign_jwt::{
    BoxFuture, Code, PrivateKey, Signer, SourceError, StoreOperation as Operation, TokenStore,
};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::emulator::{ANN, BOB, key};
use crate::file_store::FileStore;
use crate::store_world::{World, recent, secret};
use crate::stores::{Clocked, MemoryStore, WithoutLocks};

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
