//! Without the feature `js`, no text of the crate speaks of JavaScript: its options, its methods, its runtimes.
#![cfg(not(feature = "js"))]
#![allow(clippy::unwrap_used, reason = "these are tests")]

use docusign_jwt::{
    At, AuthorizedCall, CallOptions, ClientId, Code, ConsentOptions, Environment, Error,
    ErrorExplanation, Event, Failure, Fault, Flow, JwtExchange, Lessons, PrivateKey, Response,
    Settings, Step, User, UserId, UserInfo, UserInfoCall, UserQuery, UserSearch, consent_url,
    select_user,
};

const AT: At = At { now: 1_795_521_600_000, random: 0.5 };
const USER: &str = "a0000000-0000-4000-8000-000000000001";

/// What only JavaScript has. The placeholder `{accountId}` in a path is of the address, in either language.
const FOREIGN: &[&str] = &[
    "javascript",
    "forUser",
    "forEmail",
    "forApplication",
    "getUserInfo",
    "getAccount",
    "userId",
    "clientId",
    "accountId",
    "organizationId",
    "redirectUri",
    "responseType",
    "authServer",
    "apiServer",
    "adminServer",
    "consentUrl",
    "adminConsent",
    "errorDescription",
    "DocusignAuth",
    "CryptoKey",
    "PrivateKey.parse",
    "JSON.stringify",
    "NODE_",
    "Node",
    "Deno",
    "Bun ",
    "undici",
    "isolate",
    "npm",
    "fetch",
    "signal",
    "promise",
    "Await",
    "undefined",
    "runtimes.md",
    "find-user",
    "replaceAll",
];

fn check(what: &str, text: &str) {
    let bare = text.replace("{accountId}", "").replace("{{accountId}}", "");
    for word in FOREIGN {
        let has =
            bare.contains(word) || (*word == "javascript" && bare.to_lowercase().contains(word));
        assert!(!has, "{what} says {word}: {text}");
    }
}

fn check_error(error: &Error) {
    check(error.code().as_str(), error.message());
    check(error.code().as_str(), error.remedy());
}

fn application() -> Settings {
    let id = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
    Settings::new(id, Environment::demo())
}

fn user() -> Settings {
    application().with_user(UserId::parse(USER).unwrap())
}

#[test]
fn tables_speak_of_rust() {
    for code in Code::ALL {
        check(code.as_str(), code.remedy());
        check(code.as_str(), code.meaning());
        for cause in code.causes() {
            check(code.as_str(), cause.cause);
            check(code.as_str(), cause.remedy);
        }
    }
    for fault in Fault::ALL {
        check(fault.as_str(), fault.remedy());
        check(fault.as_str(), fault.meaning());
    }
}

/// Fails by `outcome`, and says how.
fn error<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Error {
    outcome.unwrap_err()
}

#[test]
fn what_the_caller_gave_wrong_is_named_in_the_words_of_rust() {
    let mut errors = vec![
        error(ClientId::parse("my-app")),
        error(UserId::parse("ann@example.com")),
        error(UserId::parse("x")),
        error(Environment::custom("prod", None, None)),
        error(Environment::custom("https://a/b", None, None)),
        error(Environment::custom("https://a", Some("x y"), None)),
        error(Environment::custom("https://a", None, Some("x y"))),
        error(Environment::custom("http://example.com", None, None)),
        error("sandbox".parse::<Environment>()),
        error(PrivateKey::parse("[object Promise]")),
        error(PrivateKey::parse("null")),
        error(PrivateKey::parse("key.pem")),
        error(
            application()
                .with_user(UserId::parse(application().client_id().as_str()).unwrap())
                .assertion()
                .signing_input(AT.now),
        ),
        error(application().assertion().signing_input(1)),
        error(UserSearch::new(user(), UserQuery::new("nobody"), AT.now)),
        error(UserSearch::new(user(), UserQuery::new("mi\u{212a}e@example.com"), AT.now)),
        error(AuthorizedCall::new(user(), CallOptions::new("BREW", "/restapi"), AT.now)),
        error(AuthorizedCall::new(user(), CallOptions::get("https://example.com/"), AT.now)),
        error(UserInfoCall::new(&application(), AT.now).advance(Event::Start, AT)),
    ];
    let options = ConsentOptions::default().with_response_type("x");
    let (environment, settings) = (Environment::demo(), user());
    let url =
        consent_url(&environment, settings.client_id(), "https://a/b", settings.scopes(), &options);
    errors.push(error(url));
    for target in ["/restapi/v2.1/accounts/x", "/management/{accountId}"] {
        let mut call =
            AuthorizedCall::new(application(), CallOptions::get(target), AT.now).unwrap();
        errors.push(error(call.advance(Event::Start, AT)));
    }
    let account = "b0000000-0000-4000-8000-000000000001";
    let options =
        CallOptions::get(format!("/restapi/v2.1/accounts/{USER}/x")).with_account(account);
    let mut call = AuthorizedCall::new(user(), options, AT.now).unwrap();
    call.advance(Event::Start, AT).unwrap();
    errors.push(error(call.advance(Event::UserInfo(UserInfo::new(USER, Vec::new())), AT)));
    let found = [
        User::new("1", "a@b.c", "Active"),
        User::new("2", "a@b.c", "Active"),
        User::new("3", "c@b.c", "Closed"),
    ];
    for email in ["a@b.c", "c@b.c", "nobody@b.c"] {
        errors.push(error(select_user(&found, email).cloned()));
    }
    errors.iter().for_each(check_error);
}

#[test]
fn responses_and_failures_are_explained_in_the_words_of_rust() {
    let json = |status, body: &str| {
        Event::Answered(Response::new(
            status,
            [("content-type".into(), "application/json".into())],
            body,
        ))
    };
    for settings in
        [user(), application(), user().with_redirect_uri("https://example.com/callback")]
    {
        let settings = settings.with_retry(docusign_jwt::RetryPolicy::NEVER);
        let mut events = vec![
            Event::Failed(Failure::Timeout),
            Event::Failed(Failure::TooLarge(7)),
            json(200, "{}"),
            json(500, ""),
            json(429, ""),
            Event::Answered(Response::new(302, [], "")),
            Event::Answered(Response::new(407, [], "<html>")),
            Event::Answered(Response::new(200, [], "<html>")),
            json(200, r#"{"access_token":"x","token_type":"Application","expires_in":9}"#),
        ];
        for reason in [
            "requires net access",
            "proxy error",
            "self signed",
            "handshake",
            "dns error",
            "connection refused",
            "timed out",
            "connection reset",
            "network is unreachable",
            "?",
        ] {
            events.push(Event::Failed(Failure::Connection(reason.to_owned())));
        }
        for word in [
            "consent_required",
            "invalid_grant",
            "no_valid_keys_or_signatures",
            "issuer_not_found",
            "user_not_found",
            "invalid_subject",
            "expired_grant",
            "unauthorized_client",
            "invalid_request",
            "invalid_scope",
            "what",
        ] {
            events.push(json(400, &format!(r#"{{"error":"{word}"}}"#)));
        }
        for event in events {
            let mut flow = JwtExchange::new(settings.clone(), 1, Lessons::default(), AT.now);
            flow.advance(Event::Start, AT).unwrap();
            flow.advance(Event::Signed(vec![0; 256]), AT).unwrap();
            if let Err(error) = flow.advance(event, AT) {
                check_error(&error);
            }
        }
    }
}

#[test]
fn an_explanation_speaks_of_rust() {
    for code in Code::ALL {
        let explanation = ErrorExplanation::read(code.as_str(), None).unwrap();
        check(code.as_str(), &explanation.remedy);
        for cause in explanation.causes {
            check(code.as_str(), cause.remedy);
        }
    }
    let body = r#"{"errorCode":"AUTHORIZATION_INVALID_TOKEN","message":"system application"}"#;
    check("a system application", &ErrorExplanation::read(body, Some(401)).unwrap().remedy);
    check("nothing", ErrorExplanation::read("hello", None).unwrap_err().remedy());
}

#[test]
fn a_get_is_sent_again_and_a_stream_is_not() {
    let send_twice = |options: CallOptions| {
        let mut call = AuthorizedCall::new(application(), options, AT.now).unwrap();
        call.advance(Event::Start, AT).unwrap();
        call.advance(Event::Token("t".into()), AT).unwrap();
        let step = call.advance(Event::Answered(Response::new(429, [], "")), AT).unwrap();
        matches!(step, Step::Wait { .. })
    };
    let target = "/management/v2/organizations";
    assert!(send_twice(CallOptions::get(target)));
    assert!(send_twice(CallOptions::get(target).with_replayable(false)));
    assert!(send_twice(CallOptions::new("", target).with_replayable(false)));
    assert!(send_twice(CallOptions::new("POST", target)));
    assert!(!send_twice(CallOptions::new("POST", target).with_replayable(false)));
    let mut by_default = CallOptions::default();
    by_default.target = target.to_owned();
    assert!(send_twice(by_default));
}
