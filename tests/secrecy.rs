//! What is under way shows no secret in `Debug`.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use docusign_jwt::{
    At, AuthorizedCall, CallOptions, ClientId, ClientProof, ClientSecret, CodeExchange,
    Environment, Event, Failure, Flow, JwtExchange, Lessons, Response, Settings, Step, UserId,
    UserInfoCall, UserQuery, UserSearch,
};

const SECRET: &str = "eyJTRUNSRVQ.5f3f2b1c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d.c2ln";
const AT: At = At { now: 1_795_521_600_000, random: 0.5 };

fn client() -> Settings {
    let client_id = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
    let user_id = UserId::parse("a0000000-0000-4000-8000-000000000001").unwrap();
    Settings::new(client_id, Environment::demo()).with_user(user_id)
}

/// Gives the flow whatever it asks for, and looks at it, its steps and its end.
fn look_on<F: Flow + std::fmt::Debug>(mut flow: F, response: &Response)
where
    F::Output: std::fmt::Debug,
{
    let mut shown = String::new();
    let mut event = Event::Start;
    for _ in 0..20 {
        shown += &format!("{event:?} {event:#?}");
        let step = flow.advance(event, AT);
        shown += &format!("{flow:?} {flow:#?} {step:?} {step:#?}");
        event = match step {
            Ok(Step::Sign { .. }) => Event::Signed(SECRET.as_bytes().to_vec()),
            Ok(Step::Token { .. }) => Event::Token(SECRET.to_owned()),
            Ok(Step::Send(_)) => Event::Answered(response.clone()),
            Ok(Step::Wait { .. }) => Event::Waited,
            _ => break,
        };
    }
    let bytes = SECRET.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", ");
    assert!(!shown.contains(&SECRET[12..40]) && !shown.contains(&bytes), "{shown}");
}

#[test]
fn an_operation_under_way_shows_no_secret() {
    let json = [("content-type".to_owned(), "application/json".to_owned())];
    let good =
        format!(r#"{{"access_token":"{SECRET}","refresh_token":"{SECRET}","expires_in":60}}"#);
    let bad = format!(r#"{{"error":"{SECRET}","error_description":"{SECRET} {SECRET}"}}"#);
    let trace = ("X-DocuSign-TraceToken".to_owned(), SECRET.to_owned());
    for response in [
        Response::new(200, json.clone(), good),
        Response::new(400, json.clone(), bad.clone()),
        Response::new(401, [json[0].clone(), trace], bad.clone()),
        Response::new(503, json, bad),
    ] {
        let proof = ClientProof::secret(ClientSecret::new(SECRET));
        look_on(JwtExchange::new(client(), 2, Lessons::default(), AT.now), &response);
        let verifier = Some(SECRET);
        look_on(CodeExchange::of_code(client(), &proof, SECRET, None, verifier, AT.now), &response);
        look_on(CodeExchange::of_refresh_token(client(), &proof, SECRET, AT.now), &response);
        look_on(UserInfoCall::new(&client(), AT.now), &response);
        let application = Settings::new(client().client_id().clone(), Environment::demo());
        let options = CallOptions::get("/management/v2/organizations");
        let call = AuthorizedCall::new(application.clone(), options, AT.now).unwrap();
        look_on(call, &response);
        let query = UserQuery::new("ann@example.com");
        look_on(UserSearch::new(application, query, AT.now).unwrap(), &response);
    }
}

#[test]
fn a_connection_that_tells_the_request_is_cut_short() {
    let client = client().with_retry(docusign_jwt::RetryPolicy::NEVER);
    let mut exchange = JwtExchange::new(client, 1, Lessons::default(), AT.now);
    exchange.advance(Event::Start, AT).unwrap();
    let failure = Failure::Connection(format!("POST body assertion={SECRET} failed"));
    let error = exchange.advance(Event::Failed(failure), AT).unwrap_err();
    assert!(error.message().contains("POST body [cut] failed"), "{error}");
}
