use super::*;
use crate::config::{ClientId, Environment, UserId};
use crate::protocol::{Account, UserInfo};

const ACCOUNT: &str = "acc00000-0000-4000-8000-000000000001";
const AT: At = At { now: 1_795_521_600_000, random: 0.5 };

fn client(environment: Environment) -> Settings {
    let id = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
    Settings::new(id, environment)
}

fn user(environment: Environment) -> Settings {
    client(environment).with_user(UserId::parse("a0000000-0000-4000-8000-000000000001").unwrap())
}

/// The URL that receives the token, if necessary from userinfo.
fn goes_to(settings: Settings, target: &str) -> Result<String> {
    let options = CallOptions { target: target.to_owned(), ..CallOptions::default() };
    let mut call = AuthorizedCall::new(settings, options, AT.now)?;
    let mut step = call.advance(Event::Start, AT)?;
    if step == Step::UserInfo {
        let account = Account {
            account_id: ACCOUNT.to_owned(),
            base_uri: "https://demo.docusign.net".to_owned(),
            is_default: true,
            ..Default::default()
        };
        let user_info = UserInfo { accounts: vec![account], ..UserInfo::default() };
        step = call.advance(Event::UserInfo(user_info), AT)?;
    }
    assert_eq!(step, Step::Token { refused: false });
    match call.advance(Event::Token("t".to_owned()), AT)? {
        Step::Send(request) => Ok(request.url().to_owned()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_account_is_filled_in_however_the_placeholder_is_written() {
    let filled = format!("https://demo.docusign.net/restapi/v2.1/accounts/{ACCOUNT}/envelopes");
    for account in
        ["{accountId}", "%7BaccountId%7D", "%7baccountId%7d", "%7BaccountId%7d", "{accountId%7D"]
    {
        for server in ["", "https://demo.docusign.net"] {
            let target = format!("{server}/restapi/v2.1/accounts/{account}/envelopes");
            assert_eq!(goes_to(user(Environment::demo()), &target).unwrap(), filled, "{target}");
        }
    }
    let filter =
        "/restapi/v2.1/accounts/{accountId}/x?q=%7B%22a%22%3A1%7D&g=%7Bc0ffee%7D&a={accountId}";
    let url = goes_to(user(Environment::demo()), filter).unwrap();
    assert!(url.ends_with(&format!("x?q=%7B%22a%22%3A1%7D&g=%7Bc0ffee%7D&a={ACCOUNT}")), "{url}");
}

#[test]
fn another_placeholder_is_refused() {
    for target in [
        "/restapi/v2.1/accounts/{accountId}/envelopes/{envelopeId}",
        "/restapi/v2.1/accounts/{accountId}/envelopes/%7BenvelopeId%7D",
        "/management/v2/organizations/{organizationId}/users",
        "https://api-d.docusign.com/v1/accounts/{account_id}/agreements",
    ] {
        let error = goes_to(user(Environment::demo()), target).unwrap_err();
        assert_eq!(error.code(), Code::UrlNotAllowed, "{target}");
        assert!(error.message().contains("{accountId}"), "{error}");
    }
}

#[test]
fn the_apis_of_the_environment_take_the_token() {
    for environment in [Environment::demo(), Environment::production()] {
        for server in environment.api_servers() {
            let target = format!("{server}/v1/accounts/{{accountId}}/agreements");
            let url = format!("{server}/v1/accounts/{ACCOUNT}/agreements");
            assert_eq!(goes_to(user(environment.clone()), &target).unwrap(), url);
            assert_eq!(goes_to(client(environment.clone()), &url).unwrap(), url);
        }
    }
    let error = goes_to(client(Environment::demo()), "/management/v2/{accountId}").unwrap_err();
    assert_eq!(error.code(), Code::OptionMissing);
}

#[test]
fn no_other_server_takes_the_token() {
    for (target, says) in [
        ("https://api.docusign.com/v1", "It belongs to production"),
        ("https://lens.docusign.net/api", "It belongs to production"),
        ("https://example.com/v1", "not for the server https://example.com"),
        ("https://api-d.docusign.com.example.com/v1", "not for the server"),
        ("http://api-d.docusign.com/v1", "not for the server"),
        ("https://api-d.docusign.com:8443/v1", "not for the server"),
        ("https://user@api-d.docusign.com/v1", "not for the server"),
    ] {
        for settings in [user(Environment::demo()), client(Environment::demo())] {
            let options = CallOptions { target: target.into(), ..CallOptions::default() };
            let error = AuthorizedCall::new(settings, options, AT.now).unwrap_err();
            assert_eq!(error.code(), Code::UrlNotAllowed, "{target}");
            assert!(error.message().contains(says), "{target}: {error}");
            assert!(error.remedy().contains("https://api-d.docusign.com,"), "{error}");
        }
    }
    let local = Environment::custom("http://127.0.0.1:1", None, None).unwrap();
    let error = goes_to(user(local), "https://api-d.docusign.com/v1").unwrap_err();
    assert_eq!(error.code(), Code::UrlNotAllowed);
    let error = goes_to(user(Environment::demo()), "https://na4.docusign.net/x").unwrap_err();
    assert!(error.remedy().contains("the account's base URI"), "{error}");
    let error = goes_to(client(Environment::demo()), "/restapi/v2.1/accounts").unwrap_err();
    assert!(error.remedy().contains(surface!(js: "forUser", rust: "with_user")), "{error}");
}
