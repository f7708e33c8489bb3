//! Who does the work, and who gets its outcome.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use docusign_jwt::{
    BoxFuture, Code, DocusignAuth, EventKind, PrivateKey, Reqwest, Signer, SourceError,
};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::emulator::{ANN, Emulator, key};

fn is_send_and_sync<T: Send + Sync + Clone>(_: &T) {}
fn is_send<T: Send>(value: T) -> T {
    value
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_callers_cause_one_exchange() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    is_send_and_sync(&auth);
    docusign.faults(json!({ "path": "/oauth/token", "latencyMs": 500 })).await;
    let mut callers = JoinSet::new();
    for _ in 0..10_000 {
        let auth = auth.clone();
        callers.spawn(is_send(async move { auth.token().await }));
    }
    let mut tokens = Vec::new();
    while let Some(token) = callers.join_next().await {
        tokens.push(token.unwrap().unwrap());
    }
    assert_eq!(tokens.len(), 10_000);
    assert!(tokens.iter().all(|token| Arc::ptr_eq(token, &tokens[0])));
    assert_eq!(docusign.exchanges().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_server_down_twenty_callers_cause_four_requests_and_all_are_told() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    docusign.faults(json!({ "path": "/oauth/token", "status": 503 })).await;
    let mut callers = JoinSet::new();
    for _ in 0..20 {
        let auth = auth.clone();
        callers.spawn(async move { auth.token().await.unwrap_err().code() });
    }
    assert_eq!(callers.join_all().await, vec![Code::ServerError; 20]);
    assert_eq!(docusign.exchanges().await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_share_userinfo_and_token() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    let mut callers = JoinSet::new();
    for _ in 0..100 {
        let auth = auth.clone();
        let target = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01";
        callers.spawn(is_send(async move { auth.get(target).await.unwrap().status().as_u16() }));
    }
    assert_eq!(callers.join_all().await, vec![200; 100]);
    assert_eq!((docusign.exchanges().await, docusign.count("/oauth/userinfo").await), (1, 1));
}

/// Lets the call begin and get no further than its first wait.
async fn begin<T>(call: &mut Pin<Box<impl Future<Output = T>>>) {
    let polled = poll_fn(|context| Poll::Ready(call.as_mut().poll(context))).await;
    assert!(polled.is_pending());
}

#[tokio::test]
async fn a_leader_that_is_canceled_hands_over() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    // The leader gets no response, however slow this machine is.
    docusign.faults(json!({ "path": "/oauth/token", "kind": "hang" })).await;
    let mut leader = Box::pin(auth.token());
    assert!(timeout(Duration::from_millis(100), &mut leader).await.is_err());
    let mut followers: Vec<_> = (0..50).map(|_| Box::pin(auth.token())).collect();
    for follower in &mut followers {
        begin(follower).await;
    }
    docusign.faults(json!([])).await;
    drop(leader);
    let first = followers.pop().unwrap().await.unwrap();
    for follower in followers {
        assert!(Arc::ptr_eq(&first, &follower.await.unwrap()));
    }
    assert_eq!(docusign.exchanges().await, 1, "the hung request is not in the log");
}

#[tokio::test]
async fn callers_who_come_and_go_leave_the_others_a_token() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    docusign.faults(json!({ "path": "/oauth/token", "kind": "hang" })).await;
    let mut leader = Box::pin(auth.token());
    assert!(timeout(Duration::from_millis(30), &mut leader).await.is_err());
    let mut patient = Box::pin(auth.token());
    begin(&mut patient).await;
    for _ in 0..30 {
        let mut next = Box::pin(auth.token());
        begin(&mut next).await;
        // Whoever leads now is canceled while others wait.
        leader = next;
    }
    docusign.faults(json!([])).await;
    drop(leader);
    assert!(patient.await.is_ok());
}

#[tokio::test]
async fn the_listener_hears_and_a_failed_refresh_leaves_the_living_token() {
    let docusign = Emulator::start();
    docusign.consent(ANN).await;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = {
        let heard = Arc::clone(&heard);
        move |event: &docusign_jwt::ClientEvent<'_>| heard.lock().unwrap().push(event.kind.clone())
    };
    let settings = docusign.user(ANN);
    let transport = Reqwest::new().unwrap();
    let auth = DocusignAuth::builder(settings, transport).key(key()).on_event(listener);
    let auth = auth.build().unwrap();
    let first = auth.token().await.unwrap();
    assert!(Arc::ptr_eq(&first, &auth.token().await.unwrap()));
    docusign
        .faults(json!({ "path": "/oauth/token", "status": 400, "error": "invalid_grant" }))
        .await;
    assert_eq!(auth.fresh_token().await.unwrap_err().code(), Code::InvalidGrant);
    assert!(Arc::ptr_eq(&first, &auth.token().await.unwrap()));
    let heard = heard.lock().unwrap();
    assert!(
        matches!(heard[0], EventKind::Exchange { expires_at, .. } if expires_at == first.expires_at)
    );
    assert_eq!(heard[1..], [EventKind::CacheHit, EventKind::CacheHit]);
}

struct Kms(PrivateKey);

impl Signer for Kms {
    fn sign<'a>(&'a self, data: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, SourceError>> {
        Box::pin(async move {
            sleep(Duration::from_millis(10)).await;
            Ok(self.0.sign(data)?)
        })
    }
}

/// As a KMS that returns base64 that nobody decoded, or nothing.
struct Returns(usize);

impl Signer for Returns {
    fn sign<'a>(&'a self, _: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, SourceError>> {
        let signature = vec![b'a'; self.0];
        Box::pin(async { Ok(signature) })
    }
}

struct Broken;

impl Signer for Broken {
    fn sign<'a>(&'a self, _: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, SourceError>> {
        Box::pin(async { Err("the KMS is closed".into()) })
    }
}

#[tokio::test]
async fn a_signer_signs_and_its_failures_are_errors() {
    let docusign = Emulator::start();
    docusign.consent(ANN).await;
    let builder = || DocusignAuth::builder(docusign.user(ANN), Reqwest::new().unwrap());
    let auth = builder().signer(Kms(key())).build().unwrap();
    is_send(auth.token()).await.unwrap();
    let error = builder().signer(Broken).build().unwrap().token().await.unwrap_err();
    assert_eq!(error.code(), Code::SigningFailed);
    assert!(error.message().contains("the KMS is closed"), "{error}");
    #[cfg(not(feature = "js"))]
    assert!(std::error::Error::source(&error).is_some());
    let before = docusign.exchanges().await;
    for bytes in [0, 255, 684] {
        let auth = builder().signer(Returns(bytes)).build().unwrap();
        let error = auth.token().await.unwrap_err();
        assert_eq!(error.code(), Code::SigningFailed, "{bytes}");
        assert!(error.message().contains(&format!("returned {bytes} bytes")), "{error}");
    }
    assert_eq!(docusign.exchanges().await, before, "nothing was sent");
    assert_eq!(builder().build().unwrap_err().code(), Code::OptionMissing);
    // The first key is one that Docusign does not know.
    let wrong = PrivateKey::parse(include_str!("../../emulator/fixtures/wrong.pem")).unwrap();
    let auth = builder().key(wrong).key(key()).build().unwrap();
    auth.token().await.unwrap();
    let before = docusign.exchanges().await;
    auth.fresh_token().await.unwrap();
    assert_eq!(
        docusign.exchanges().await,
        before + 1,
        "the client begins with the key that worked"
    );
}
