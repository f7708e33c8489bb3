//! `Debug` of every public type that may hold a URL or a secret: neither a query nor a secret is in it.
#![allow(clippy::unwrap_used, reason = "these are tests")]

use std::error::Error as _;
use std::fmt::Debug;

use docusign_jwt::{
    Account, Assertion, At, AuthorizedCall, CallOptions, ClientId, ClientProof, ClientSecret, Code,
    CodeExchange, ConsentOptions, Environment, Error, Event, Failure, Flow, JwtExchange, Lessons,
    Pkce, PrivateKey, Response, RetryPolicy, Settings, Step, StoredToken, Token, UserId, UserInfo,
    UserInfoCall, UserQuery, UserSearch, read_redirect,
};

const AT: At = At { now: 1_795_521_600_000, random: 0.5 };
const SECRET: &str = "SECRET-5f3f2b1c9d8e";
const PEM: &str = include_str!("../emulator/fixtures/integration.pem");

fn settings() -> Settings {
    let id = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
    Settings::new(id, Environment::demo())
        .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001").unwrap())
        .with_redirect_uri(format!("https://example.com/callback?session={SECRET}"))
}

fn check(value: &dyn Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shown.contains(SECRET), "{shown}");
        assert!(!PEM.lines().skip(1).any(|line| shown.contains(&line[..16])), "{shown}");
    }
}

#[test]
fn values_show_no_query_and_no_secret() {
    check(&settings());
    check(&ConsentOptions::default().with_state(SECRET).with_login_hint(format!("{SECRET}@x.com")));
    check(&CallOptions::get(format!("/restapi/v2.1/accounts?email={SECRET}")));
    check(&CallOptions::get(format!("https://demo.docusign.net/restapi?email={SECRET}")));
    check(&ClientSecret::new(SECRET));
    check(&ClientProof::secret(ClientSecret::new(SECRET)));
    check(&Event::Token(SECRET.to_owned()));
    check(&Event::Signed(SECRET.as_bytes().to_vec()));
    check(&Response::new(200, [("set-cookie".into(), SECRET.into())], SECRET));
    check(&Token::new(SECRET, AT.now));
    check(&StoredToken::new(Token::new(SECRET, AT.now), 0));
    let key = PrivateKey::parse(PEM).unwrap();
    check(&key);
    let pkce = Pkce::from_random([7; 32]);
    assert!(!format!("{pkce:?}").contains(pkce.verifier()));
    for url in [
        format!("https://example.com/?code={SECRET}&state={SECRET}"),
        format!("https://example.com/#access_token={SECRET}&id_token={SECRET}&expires_in=60"),
    ] {
        check(&read_redirect(&url, None).unwrap());
    }
    let assertion =
        Assertion::new(settings().client_id(), &Environment::demo(), settings().scopes());
    assert!(!format!("{assertion:?}").contains("eyJ"));
}

#[test]
fn failures_and_errors_show_no_query() {
    let told =
        format!("error sending request for url (https://demo.docusign.net/users?email={SECRET})");
    check(&Failure::Connection(told.clone()));
    check(&Failure::connection(told.clone()));
    for failure in [Failure::Connection(told.clone()), Failure::connection(told)] {
        let settings = settings().with_retry(RetryPolicy::NEVER);
        let mut call = UserInfoCall::new(&settings, AT.now);
        call.advance(Event::Start, AT).unwrap();
        call.advance(Event::Token("t".into()), AT).unwrap();
        let error = call.advance(Event::Failed(failure), AT).unwrap_err();
        check(&error);
        assert!(!error.to_string().contains(SECRET), "{error}");
        assert_eq!((error.code(), error.is_transient()), (Code::NetworkFailed, true));
    }
    // The source is the caller's own; only its text may be long enough to be a secret.
    let error = Error::signing_failed(format!("refused: {SECRET}{}", "x".repeat(64)));
    check(&error);
    assert!(!error.to_string().contains(SECRET));
    assert_eq!(error.source().is_some(), cfg!(not(feature = "js")));
}

/// Shows the flow before each step, and the step, until the last.
fn look_on<F: Flow + Debug>(mut flow: F)
where
    F::Output: Debug,
{
    let mut event = Event::Start;
    for _ in 0..6 {
        check(&event);
        let step = flow.advance(event, AT);
        check(&flow);
        check(&step);
        event = match step {
            Ok(Step::Sign { data, .. }) => {
                assert!(!format!("{flow:?}").contains(&data));
                Event::Signed(SECRET.as_bytes().to_vec())
            }
            Ok(Step::Token { .. }) => Event::Token(SECRET.to_owned()),
            Ok(Step::UserInfo) => Event::UserInfo(user_info()),
            Ok(Step::Send(_)) => Event::Failed(Failure::connection(format!("https://x/?{SECRET}"))),
            Ok(Step::Wait { .. }) => Event::Waited,
            _ => return,
        };
    }
}

fn user_info() -> UserInfo {
    let account = Account::new("acc00000-0000-4000-8000-000000000001", "https://demo.docusign.net");
    UserInfo::new("a0000000-0000-4000-8000-000000000001", vec![account])
}

#[test]
fn flows_show_no_query_and_no_secret() {
    let proof = ClientProof::secret(ClientSecret::new(SECRET));
    look_on(JwtExchange::new(settings(), 1, Lessons::default(), AT.now));
    look_on(CodeExchange::of_code(settings(), &proof, SECRET, None, Some(SECRET), AT.now));
    look_on(CodeExchange::of_refresh_token(settings(), &proof, SECRET, AT.now));
    look_on(UserInfoCall::new(&settings(), AT.now));
    let target = format!("/restapi/v2.1/accounts/{{accountId}}/envelopes?search_text={SECRET}");
    look_on(AuthorizedCall::new(settings(), CallOptions::get(target), AT.now).unwrap());
    // What is asked for is shown; the address that is made of it is not.
    let query = UserQuery::new("ann@example.com").with_status(SECRET.to_lowercase());
    let mut search = UserSearch::new(settings(), query, AT.now).unwrap();
    search.advance(Event::Start, AT).unwrap();
    search.advance(Event::UserInfo(user_info()), AT).unwrap();
    let shown = format!("{search:?}");
    assert!(shown.contains("/users") && !shown.contains("?email"), "{shown}");
}
