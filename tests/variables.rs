//! Clients from variables: each variable is read, and an error names its variable.
#![cfg(all(feature = "client", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use docusign_jwt::{Code, DocusignAuth, Error, Settings};

#[allow(
    dead_code,
    unreachable_pub,
    clippy::semicolon_if_nothing_returned,
    reason = "written for examples in documents"
)]
#[path = "client/example.rs"]
mod example;

const ID: &str = "c0000000-0000-4000-8000-000000000001";
const ANN: &str = "a0000000-0000-4000-8000-000000000001";
const PEM: &str = include_str!("../emulator/fixtures/integration.pem");

/// Reads from a list of variables, without `DOCUSIGN_` before them.
fn variables<'a>(list: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'a {
    move |name| {
        let name = name.strip_prefix("DOCUSIGN_")?;
        list.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
    }
}

fn settings(list: &[(&str, &str)]) -> Settings {
    Settings::from_variables(variables(list)).unwrap()
}

fn error(list: &[(&str, &str)]) -> Error {
    DocusignAuth::from_variables(variables(list), example::Example).err().unwrap()
}

#[test]
fn every_variable_sets_its_setting() {
    let read = settings(&[
        ("CLIENT_ID", ID),
        ("USER_ID", ANN),
        ("ENVIRONMENT", "production"),
        ("SCOPES", "signature click.manage"),
        ("REDIRECT_URI", "https://example.com/callback"),
        ("ACCOUNT_ID", "acc00000-0000-4000-8000-000000000001"),
        ("ORGANIZATION_ID", "0a000000-0000-4000-8000-000000000001"),
        ("TIMEOUT", "5000"),
    ]);
    assert_eq!(read.client_id().as_str(), ID);
    assert_eq!(read.user_id().unwrap().as_str(), ANN);
    assert_eq!(read.environment().name(), "production");
    assert_eq!(read.scopes().to_string(), "signature click.manage impersonation");
    assert_eq!(read.redirect_uri(), Some("https://example.com/callback"));
    assert_eq!(read.account_id(), Some("acc00000-0000-4000-8000-000000000001"));
    assert_eq!(read.organization_id(), Some("0a000000-0000-4000-8000-000000000001"));
    assert_eq!(read.timeout(), 5000);
}

#[test]
fn what_is_not_set_has_its_default_and_an_empty_variable_is_not_set() {
    let read =
        settings(&[("CLIENT_ID", ID), ("USER_ID", " "), ("ENVIRONMENT", ""), ("TIMEOUT", "")]);
    assert_eq!(read, settings(&[("CLIENT_ID", &format!(" {ID}\n"))]));
    assert_eq!(read.environment().name(), "demo");
    assert!(read.user_id().is_none());
    assert_eq!(read.timeout(), Settings::TIMEOUT);
}

#[test]
fn servers_of_your_own_take_the_place_of_the_environment() {
    let servers = [
        ("CLIENT_ID", ID),
        ("AUTH_SERVER", "http://localhost:8080"),
        ("API_SERVER", "http://localhost:8081"),
    ];
    assert_eq!(settings(&servers).environment().name(), "custom");
    let both = [
        ("CLIENT_ID", ID),
        ("PRIVATE_KEY", PEM),
        ("AUTH_SERVER", "http://localhost:8080"),
        ("ENVIRONMENT", "demo"),
    ];
    assert_eq!(
        error(&both).message(),
        "DOCUSIGN_ENVIRONMENT and DOCUSIGN_AUTH_SERVER are both set."
    );
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let none = error(&[]);
    assert_eq!(none.code(), Code::OptionMissing);
    assert_eq!(none.message(), "DOCUSIGN_CLIENT_ID and DOCUSIGN_PRIVATE_KEY are not set.");
    assert_eq!(error(&[("CLIENT_ID", ID)]).message(), "DOCUSIGN_PRIVATE_KEY is not set.");
}

#[test]
fn an_error_names_its_variable() {
    for (name, text, code, remedy) in [
        ("CLIENT_ID", "c0000000", Code::ClientIdInvalid, ""),
        ("USER_ID", "ann@example.com", Code::UserIdIsEmail, ""),
        ("PRIVATE_KEY", "private.pem", Code::KeyUnrecognized, ""),
        ("ENVIRONMENT", "prod uction", Code::EnvironmentInvalid, "Set demo or production."),
        ("AUTH_SERVER", "https://demo.docusign.net/restapi", Code::EnvironmentInvalid, ""),
        ("SCOPES", "signature,impersonation", Code::ScopeInvalid, "with spaces between"),
        ("TIMEOUT", "30s", Code::OptionInvalid, "30000"),
    ] {
        let mut list = vec![("CLIENT_ID", ID), ("PRIVATE_KEY", PEM)];
        list.retain(|(known, _)| *known != name);
        list.push((name, text));
        let error = error(&list);
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message().starts_with(&format!("DOCUSIGN_{name}")), "{error}");
        assert!(error.remedy().contains(remedy), "{}", error.remedy());
        assert!(!format!("{error} {error:?}").contains("MIIE"));
    }
}

#[tokio::test]
async fn the_client_works() {
    let list = [("CLIENT_ID", ID), ("PRIVATE_KEY", PEM), ("USER_ID", ANN)];
    let auth = DocusignAuth::from_variables(variables(&list), example::Example).unwrap();
    assert_eq!(auth.token().await.unwrap().access_token, "eyJ0");
}
