//! What goes wrong on the way, at Docusign's, and with clocks.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use docusign_jwt::{
    ApiRequest, ClientId, Code, DocusignAuth, Environment, Reqwest, RetryPolicy, Settings, UserId,
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::emulator::{ANN, CLIENT, Emulator, key};

const ENVELOPES: &str = "/restapi/v2.1/accounts/{accountId}/envelopes";

fn recent() -> String {
    format!("{ENVELOPES}?from_date=2026-01-01")
}

#[tokio::test]
async fn revoked_tokens_are_replaced_and_the_call_is_made_again() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    assert_eq!(auth.get(recent()).await.unwrap().status(), 200);
    docusign.revoke_tokens().await;
    assert_eq!(auth.get(recent()).await.unwrap().status(), 200);
    assert_eq!(docusign.exchanges().await, 2);
    docusign.revoke_tokens().await;
    let draft = json!({ "status": "created", "emailSubject": "Please sign" }).to_string();
    let request = || ApiRequest::post(ENVELOPES).json(draft.clone());
    let response = auth.call(request()).await.unwrap();
    assert_eq!(response.status(), 201, "{}", response.text().await.unwrap());
    assert_eq!(docusign.exchanges().await, 3);
    // A stream is sent once: the refusal is the caller's, and can be read.
    docusign.revoke_tokens().await;
    let stream = reqwest::Body::from(draft.clone());
    let request = ApiRequest::post(ENVELOPES).header("content-type", "application/json");
    let response = auth.call(request.stream(stream)).await.unwrap();
    assert_eq!(response.status(), 401);
    assert!(response.text().await.unwrap().contains("errorCode"));
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_refused_before_anything_is_sent() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    let odd = [("x-note", "two\nlines"), ("a b", "c"), ("Host", "evil.example")];
    for (name, value) in odd {
        let request = ApiRequest::get(recent()).header(name, value);
        let error = auth.call(request).await.unwrap_err();
        assert_eq!(error.code(), Code::OptionInvalid, "{error}");
    }
    assert_eq!(docusign.exchanges().await, 0);
}

#[tokio::test]
async fn an_api_that_refuses_every_token_costs_two_exchanges() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    auth.user_info().await.unwrap();
    let rule =
        json!({ "path": "/restapi", "status": 401, "errorCode": "USER_AUTHENTICATION_FAILED" });
    docusign.faults(rule).await;
    for _ in 0..10 {
        let response = auth.get(recent()).await.unwrap();
        assert_eq!(response.status(), 401);
        assert!(response.text().await.unwrap().contains("USER_AUTHENTICATION_FAILED"));
    }
    assert_eq!(docusign.exchanges().await, 2);
}

#[tokio::test]
async fn nothing_follows_a_redirect() {
    let docusign = Emulator::start();
    let there = format!("{}/stolen", docusign.origin);
    for path in ["/oauth/token", "/oauth/userinfo", "/restapi"] {
        let auth = docusign.ann().await;
        docusign.faults(json!({ "path": path, "kind": "redirect", "location": there })).await;
        let error = auth.get(recent()).await.unwrap_err();
        assert_eq!(error.code(), Code::ResponseRedirected, "{path}");
    }
    assert_eq!(docusign.count("/stolen").await, 0);
    // Nor does a client of a caller's own settings.
    let transport =
        Reqwest::with(|builder| builder.redirect(reqwest::redirect::Policy::limited(9)));
    let auth = DocusignAuth::new(docusign.user(ANN), key(), transport.unwrap());
    docusign.faults(json!({ "path": "/oauth/token", "kind": "redirect", "location": there })).await;
    assert_eq!(auth.token().await.unwrap_err().code(), Code::ResponseRedirected);
    assert_eq!(docusign.count("/stolen").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_is_given_up_in_time() {
    let docusign = Emulator::start();
    docusign.consent(ANN).await;
    let settings = docusign.user(ANN).with_timeout(600);
    let auth = DocusignAuth::with_reqwest(settings, key()).unwrap();
    docusign.faults(json!({ "path": "/oauth/token", "kind": "hang" })).await;
    let begun = Instant::now();
    let mut callers = JoinSet::new();
    for _ in 0..20 {
        let auth = auth.clone();
        callers.spawn(async move { auth.token().await.unwrap_err() });
    }
    for error in callers.join_all().await {
        assert_eq!(error.code(), Code::Timeout);
        assert!(error.message().contains("/oauth/token"), "{error}");
    }
    assert!((600..1500).contains(&begun.elapsed().as_millis()), "{:?}", begun.elapsed());
    docusign.faults(json!({ "path": "/restapi", "kind": "hang" })).await;
    let error = auth.get(recent()).await.unwrap_err();
    assert_eq!(error.code(), Code::Timeout);
    assert!(error.message().contains("/envelopes") && !error.message().contains("from_date"));
    docusign.faults(json!([])).await;
    assert_eq!(auth.get(recent()).await.unwrap().status(), 200);
}

#[tokio::test]
async fn bodies_are_bounded() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    docusign.faults(json!({ "path": "/oauth/token", "kind": "huge" })).await;
    assert_eq!(auth.token().await.unwrap_err().code(), Code::ResponseTooLarge);
    docusign.faults(json!({ "path": "/oauth/userinfo", "kind": "huge" })).await;
    assert_eq!(auth.user_info().await.unwrap_err().code(), Code::ResponseTooLarge);
    // The response of an API belongs to the caller, as a stream.
    docusign.faults(json!([])).await;
    auth.user_info().await.unwrap();
    docusign.faults(json!({ "path": "/restapi", "kind": "huge" })).await;
    let mut response = auth.get(recent()).await.unwrap();
    let mut size = 0;
    while let Some(chunk) = response.chunk().await.unwrap() {
        size += chunk.len();
    }
    assert_eq!(size, 5 * 1024 * 1024);
}

#[tokio::test]
async fn a_body_without_a_length_and_without_an_end_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let _ = socket.read(&mut [0; 4096]).unwrap();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                    transfer-encoding: chunked\r\n\r\n";
        socket.write_all(head.as_bytes()).unwrap();
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        (0..10_000).take_while(|_| socket.write_all(chunk.as_bytes()).is_ok()).count()
    });
    let environment = Environment::custom(&origin, None, None).unwrap();
    let settings = Settings::new(ClientId::parse(CLIENT).unwrap(), environment)
        .with_user(UserId::parse(ANN).unwrap());
    let auth = DocusignAuth::with_reqwest(settings, key()).unwrap();
    assert_eq!(auth.token().await.unwrap_err().code(), Code::ResponseTooLarge);
    drop(auth);
    let sent = tokio::task::spawn_blocking(|| server.join().unwrap()).await.unwrap();
    assert!(sent < 300, "{sent} of 64 KB each");
}

#[tokio::test]
async fn failures_that_pass_are_waited_out() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    docusign
        .faults(json!([
            { "path": "/oauth/token", "status": 503, "times": 1 },
            { "path": "/oauth/token", "kind": "cut", "times": 1 },
            { "path": "/oauth/userinfo", "status": 429, "retryAfter": 1, "times": 1 },
            { "path": "/restapi", "kind": "cut", "status": 502, "times": 1 },
        ]))
        .await;
    assert_eq!(auth.get(recent()).await.unwrap().status(), 200);
    assert_eq!((docusign.exchanges().await, docusign.count("/envelopes").await), (3, 2));
    let nowhere = Environment::custom("http://127.0.0.1:9", None, None).unwrap();
    let settings = Settings::new(ClientId::parse(CLIENT).unwrap(), nowhere);
    let settings = settings.with_user(UserId::parse(ANN).unwrap()).with_retry(RetryPolicy::NEVER);
    let error = DocusignAuth::with_reqwest(settings, key()).unwrap().token().await.unwrap_err();
    assert_eq!(error.code(), Code::NetworkFailed);
    assert!(error.message().contains("Connection refused"), "{error}");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_corrected_once() {
    for offset in [-3_600_000, 7_200_000] {
        let docusign = Emulator::start();
        let auth = docusign.ann().await;
        docusign.control("clock", json!({ "offsetMs": offset })).await;
        auth.token().await.unwrap();
        let first = docusign.exchanges().await;
        assert_eq!(first, 2, "{offset}");
        auth.fresh_token().await.unwrap();
        assert_eq!(docusign.exchanges().await, first + 1, "the client remembers the difference");
    }
}

#[tokio::test]
async fn a_refusal_is_remembered_for_one_second_and_consent_ends_it() {
    let docusign = Emulator::start();
    let auth = DocusignAuth::with_reqwest(docusign.user(ANN), key()).unwrap();
    for _ in 0..10 {
        let error = auth.token().await.unwrap_err();
        assert_eq!(error.code(), Code::ConsentRequired);
        assert!(error.remedy().contains(&auth.consent_url().unwrap()), "{error}");
    }
    assert_eq!(docusign.exchanges().await, 1);
    docusign.consent(ANN).await;
    assert!(auth.token().await.is_err());
    tokio::time::sleep(Duration::from_millis(1001)).await;
    auth.token().await.unwrap();
    assert_eq!(docusign.exchanges().await, 2);
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_before_anything_is_sent() {
    let docusign = Emulator::start();
    let auth = docusign.ann().await;
    for target in ["https://evil.example/", "//evil.example/", "restapi", "/restapi/../x"] {
        assert_eq!(auth.get(target).await.unwrap_err().code(), Code::UrlNotAllowed, "{target}");
    }
    let with_body = ApiRequest::get(ENVELOPES).body("{}");
    assert_eq!(auth.call(with_body).await.unwrap_err().code(), Code::OptionInvalid);
    let unknown = ApiRequest::new("BREW", ENVELOPES);
    assert_eq!(auth.call(unknown).await.unwrap_err().code(), Code::OptionInvalid);
    let odd = ApiRequest::post(ENVELOPES).header("x\r\ny", "z");
    assert!(auth.call(odd).await.is_err());
    assert_eq!(docusign.count("/envelopes").await, 0);
    let shown =
        format!("{auth:?} {:?}", ApiRequest::<()>::get("/x?code=SECRET").header("a", "SECRET"));
    assert!(!shown.contains("SECRET") && shown.contains(ANN), "{shown}");
}
