//! What a call does when an API refuses its token, and when there is no other token.

#![allow(clippy::unwrap_used, clippy::panic)]

use docusign_jwt::{
    At, AuthorizedCall, CallOptions, ClientId, Code, Environment, Event, Flow, Response, Settings,
    Step, UserId, UserInfoCall,
};

const AT: At = At { now: 1_795_521_600_000, random: 0.5 };

fn client() -> Settings {
    let id = |text| UserId::parse(text).unwrap();
    let client = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
    Settings::new(client, Environment::demo()).with_user(id("a0000000-0000-4000-8000-000000000001"))
}

fn call() -> AuthorizedCall {
    let options = CallOptions::get("/oauth/userinfo");
    AuthorizedCall::new(client(), options, AT.now).unwrap()
}

fn json(status: u16, body: &str) -> Event {
    let headers = [("content-type".to_owned(), "application/json".to_owned())];
    Event::Answered(Response::new(status, headers, body))
}

fn token(text: &str) -> Event {
    Event::Token(text.to_owned())
}

/// Up to the first refusal of the token `old`.
fn refused<T>(flow: &mut impl Flow<Output = T>, status: u16, body: &str) {
    assert!(matches!(flow.advance(Event::Start, AT), Ok(Step::Token { refused: false })));
    assert!(matches!(flow.advance(token("old"), AT), Ok(Step::Send(_))));
    assert!(matches!(flow.advance(json(status, body), AT), Ok(Step::Token { refused: true })));
}

#[test]
fn another_token_is_tried_once() {
    let mut flow = call();
    refused(&mut flow, 401, "");
    assert!(matches!(flow.advance(token("new"), AT), Ok(Step::Send(_))));
    assert!(matches!(flow.advance(json(401, ""), AT), Ok(Step::Done(()))));
}

#[test]
fn the_same_token_is_not_sent_again() {
    let mut flow = call();
    refused(&mut flow, 401, "");
    assert!(matches!(flow.advance(token("old"), AT), Ok(Step::Done(()))));
}

#[test]
fn a_read_ends_with_the_refusal_that_it_had() {
    let mut flow = UserInfoCall::new(&client(), AT.now);
    refused(&mut flow, 401, "{}");
    let Err(error) = flow.advance(token("old"), AT) else { panic!("it goes on") };
    assert_eq!(error.code(), Code::TokenRejected);

    let mut flow = UserInfoCall::new(&client(), AT.now);
    refused(&mut flow, 401, "{}");
    assert!(matches!(flow.advance(token("new"), AT), Ok(Step::Send(_))));
    let Err(error) = flow.advance(json(401, "{}"), AT) else { panic!("it goes on") };
    assert_eq!(error.code(), Code::TokenRejected);
}

#[test]
fn a_failure_that_passes_is_waited_out_with_the_same_token() {
    let mut flow = UserInfoCall::new(&client(), AT.now);
    refused(&mut flow, 500, r#"{"error":"internal_server_error"}"#);
    assert!(matches!(flow.advance(token("old"), AT), Ok(Step::Wait { .. })));
    assert!(matches!(flow.advance(Event::Waited, AT), Ok(Step::Send(_))));
}
