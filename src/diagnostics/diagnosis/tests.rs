//! The way through the questions, to each cause.

use serde_json::{Value, json};

use super::{Diagnosis, Evidence, Fault, Finding, Problem, Question, diagnose};
use crate::config::{ClientId, Environment, UserId};
use crate::error::Code;
use crate::settings::Settings;

const CLIENT: &str = "c0000000-0000-4000-8000-000000000001";
const USER: &str = "a0000000-0000-4000-8000-000000000001";

fn client(more: &Value) -> Settings {
    let text = |name: &str| more.get(name).map(|value| value.as_str().unwrap());
    let environment = match more.pointer("/environment/authServer") {
        Some(server) => Environment::custom(server.as_str().unwrap(), None, None),
        None => text("environment").unwrap_or("demo").parse(),
    };
    let client_id = ClientId::parse(text("clientId").unwrap_or(CLIENT)).unwrap();
    let mut settings = Settings::new(client_id, environment.unwrap());
    if more.get("userId") != Some(&Value::Null) {
        settings = settings.with_user(UserId::parse(text("userId").unwrap_or(USER)).unwrap());
    }
    if let Some(scopes) = text("scopes") {
        settings = settings.with_scopes(scopes.parse().unwrap());
    }
    if let Some(redirect_uri) = text("redirectUri") {
        settings = settings.with_redirect_uri(redirect_uri);
    }
    match text("accountId") {
        Some(account_id) => settings.with_account(account_id),
        None => settings,
    }
}

fn problem(code: Code) -> Option<Problem> {
    let (message, remedy) = ("It failed.".to_owned(), "Do.".to_owned());
    Some(Problem {
        code,
        message,
        remedy,
        reason: String::new(),
        is_page: false,
        ignored_proxy: None,
    })
}

/// The finding for these answers to the questions after a failed token request.
fn found(more: &Value, error: Option<Problem>, answers: &[Evidence]) -> Finding {
    let settings = client(more);
    let mut evidence = vec![
        Evidence::Key { error: None },
        Evidence::Clock { offset: Some(0) },
        Evidence::Token { error },
    ];
    evidence.extend_from_slice(answers);
    match diagnose(&settings, &evidence) {
        Diagnosis::Found(finding) => finding,
        other => panic!("{other:?}"),
    }
}

fn asked(more: &Value, error: Option<Problem>, answers: &[Evidence]) -> Question {
    let mut evidence = vec![
        Evidence::Key { error: None },
        Evidence::Clock { offset: Some(0) },
        Evidence::Token { error },
    ];
    evidence.extend_from_slice(answers);
    match diagnose(&client(more), &evidence) {
        Diagnosis::Ask(question) => question,
        other => panic!("{other:?}"),
    }
}

#[test]
fn asks_in_order_and_ends_healthy() {
    let settings = client(&json!({}));
    let mut evidence = Vec::new();
    let url = "https://account-d.docusign.com".to_owned();
    for (question, answer) in [
        (Question::Key, Evidence::Key { error: None }),
        (Question::Clock { url }, Evidence::Clock { offset: Some(20_000) }),
        (Question::Token, Evidence::Token { error: None }),
        (Question::Account, Evidence::Account { error: None }),
    ] {
        assert_eq!(diagnose(&settings, &evidence), Diagnosis::Ask(question));
        evidence.push(answer);
    }
    assert_eq!(diagnose(&settings, &evidence), Diagnosis::Healthy);
}

#[test]
fn an_application_has_no_account() {
    let settings = client(&json!({ "userId": null }));
    let mut evidence = vec![
        Evidence::Key { error: None },
        Evidence::Clock { offset: None },
        Evidence::Token { error: None },
    ];
    assert_eq!(diagnose(&settings, &evidence), Diagnosis::Healthy);
    evidence[2] = Evidence::Token { error: problem(Code::ConsentRequired) };
    let Diagnosis::Found(finding) = diagnose(&settings, &evidence) else { panic!() };
    assert_eq!(finding.name, Fault::ApplicationNotAuthorized.as_str());
}

#[test]
fn a_clock_is_wrong_from_where_assertions_are_refused() {
    let at = |offset| {
        let evidence = [
            Evidence::Key { error: None },
            Evidence::Clock { offset: Some(offset) },
            Evidence::Token { error: None },
            Evidence::Account { error: None },
        ];
        match diagnose(&client(&json!({})), &evidence) {
            Diagnosis::Found(finding) => finding.name,
            Diagnosis::Healthy => "healthy",
            Diagnosis::Ask(question) => panic!("{question:?}"),
        }
    };
    assert_eq!(at(-299_999), "healthy");
    assert_eq!(at(-300_000), "clock_fast");
    assert_eq!(at(599_999), "healthy");
    assert_eq!(at(600_000), "clock_slow");
}

#[test]
fn a_refused_signature_is_the_key_the_environment_or_the_audience() {
    let refused = || problem(Code::NoValidKeysOrSignatures);
    let demo = json!({});
    let question = Question::OtherEnvironment { environment: "production" };
    assert_eq!(asked(&demo, refused(), &[]), question);
    let other = |error| [Evidence::OtherEnvironment { error }];
    let name = |error| found(&demo, refused(), &other(error)).name;
    assert_eq!(name(None), "environment_wrong");
    assert_eq!(name(problem(Code::ConsentRequired)), "environment_wrong");
    assert_eq!(name(problem(Code::UserNotFound)), "environment_wrong");
    assert_eq!(name(refused()), "key_not_registered");
    assert_eq!(name(problem(Code::IssuerNotFound)), "key_not_registered");
    assert_eq!(name(problem(Code::NetworkFailed)), "key_not_registered");

    let server = "https://localhost:8443".to_owned();
    let custom = json!({ "environment": { "authServer": server } });
    let environments = vec!["demo", "production"];
    assert_eq!(asked(&custom, refused(), &[]), Question::Audience { server, environments });
    let audience = |demo, production| {
        let answers = vec![("demo".to_owned(), demo), ("production".to_owned(), production)];
        found(&custom, refused(), &[Evidence::Audience { answers }])
    };
    assert_eq!(audience(refused(), refused()).name, "key_not_registered");
    let finding = audience(refused(), problem(Code::ConsentRequired));
    assert_eq!(finding.name, "audience_wrong");
    assert!(finding.message.contains("accepts the name of production"), "{}", finding.message);
}

#[test]
fn only_a_server_on_this_machine_gets_assertions_for_docusign() {
    for server in ["http://127.0.0.1:8080", "http://localhost", "https://[::1]:1", "127.9.9.9"] {
        let custom = json!({ "environment": { "authServer": server } });
        for code in [Code::NoValidKeysOrSignatures, Code::IssuerNotFound] {
            let question = asked(&custom, problem(code), &[]);
            assert!(matches!(question, Question::Audience { .. }), "{server}: {question:?}");
        }
    }
    for server in [
        "https://auth.example.com",
        "https://localhost.example.com",
        "https://10.0.0.1",
        "https://192.168.1.1:8443",
        "https://[fd00::1]",
        "https://127-0-0-1.example.com",
        "https://docusign.localhost.example.com",
    ] {
        let custom = json!({ "environment": { "authServer": server } });
        let finding = found(&custom, problem(Code::NoValidKeysOrSignatures), &[]);
        assert_eq!(finding.name, "no_valid_keys_or_signatures", "{server}");
        let host = server.trim_start_matches("https://");
        assert!(finding.remedy.contains(&format!("aud is {host}")), "{}", finding.remedy);
        assert_eq!(found(&custom, problem(Code::IssuerNotFound), &[]).name, "client_id_unknown");
    }
}

#[test]
fn without_a_date_the_clock_is_not_excluded() {
    let evidence = [
        Evidence::Key { error: None },
        Evidence::Clock { offset: None },
        Evidence::Token { error: problem(Code::NoValidKeysOrSignatures) },
        Evidence::OtherEnvironment { error: problem(Code::IssuerNotFound) },
    ];
    let Diagnosis::Found(finding) = diagnose(&client(&json!({})), &evidence) else { panic!() };
    assert_eq!(finding.name, "no_valid_keys_or_signatures");
}

#[test]
fn an_unknown_integration_key_may_be_known_elsewhere() {
    let unknown = || problem(Code::IssuerNotFound);
    let production = json!({ "environment": "production" });
    let name = |error| found(&production, unknown(), &[Evidence::OtherEnvironment { error }]).name;
    assert_eq!(name(unknown()), "client_id_unknown");
    assert_eq!(name(problem(Code::NoValidKeysOrSignatures)), "environment_wrong");
    assert_eq!(name(None), "environment_wrong");
}

#[test]
fn missing_consent_is_narrowed_to_scopes_and_redirect_uri() {
    let missing = || problem(Code::ConsentRequired);
    let name = |more: &Value, answers: &[Evidence]| found(more, missing(), answers).name;
    assert_eq!(name(&json!({}), &[]), "redirect_uri_missing");
    let with = json!({ "redirectUri": "https://example.com/callback" });
    let page = |status| Evidence::ConsentPage { status };
    assert_eq!(name(&with, &[page(Some(400))]), "redirect_uri_not_registered");
    for status in [Some(200), Some(302), Some(503), None] {
        assert_eq!(name(&with, &[page(status)]), "consent_missing");
    }
    let more =
        json!({ "redirectUri": "https://example.com/callback", "scopes": "signature click.send" });
    let scopes = vec!["signature".to_owned(), "click.send".to_owned()];
    assert_eq!(asked(&more, missing(), &[]), Question::Scopes { scopes: scopes.clone() });
    let refused = |refused: &[String]| Evidence::Scopes { refused: refused.to_vec() };
    assert_eq!(name(&more, &[refused(&scopes), page(None)]), "consent_missing");
    let finding = found(&more, missing(), &[refused(&scopes[1..]), page(None)]);
    assert_eq!(finding.name, "consent_scopes_missing");
    assert!(finding.message.contains("\"click.send\""), "{}", finding.message);
    let url = finding.consent_url.unwrap();
    assert!(url.contains("scope=signature%20click.send%20impersonation"), "{url}");
    assert!(finding.remedy.ends_with(&url));
}

#[test]
fn a_wrong_user_id_is_named() {
    let name = |more| found(&more, problem(Code::UserNotFound), &[]).name;
    assert_eq!(name(json!({ "accountId": USER })), "user_id_is_account_id");
    assert_eq!(name(json!({})), "user_not_active");
    assert_eq!(found(&json!({}), problem(Code::InvalidSubject), &[]).name, "user_not_active");
}

#[test]
fn the_integration_key_as_user_is_found_when_the_first_assertion_is_made() {
    let finding = found(&json!({}), problem(Code::UserIdIsClientId), &[]);
    assert_eq!((finding.name, finding.code), ("user_id_is_client_id", Code::UserIdIsClientId));
    assert_eq!(diagnose(&client(&json!({})), &[]), Diagnosis::Ask(Question::Key));
}

#[test]
fn a_proxy_that_is_passed_by_is_named() {
    let name = |code, reason: &str, is_page| {
        let ignored_proxy = Some("HTTPS_PROXY".to_owned());
        let problem = problem(code).map(|problem| Problem {
            reason: reason.into(),
            is_page,
            ignored_proxy,
            ..problem
        });
        let finding = found(&json!({}), problem, &[]);
        let named = finding.message.contains("HTTPS_PROXY is set");
        assert_eq!(named, finding.name == "proxy_ignored", "{}", finding.message);
        finding.name
    };
    for reason in ["ENOTFOUND getaddrinfo", "ECONNREFUSED", "UND_ERR_CONNECT_TIMEOUT", ""] {
        assert_eq!(name(Code::NetworkFailed, reason, false), "proxy_ignored", "{reason}");
    }
    assert_eq!(name(Code::Timeout, "", false), "proxy_ignored");
    let tls = "SELF_SIGNED_CERT_IN_CHAIN self-signed certificate in certificate chain";
    assert_eq!(name(Code::NetworkFailed, tls, false), "certificate_rejected");
    assert_eq!(name(Code::ResponseNotJson, "", true), "proxy_answered");
    assert_eq!(name(Code::RateLimited, "", false), "rate_limited");
}

#[test]
fn what_stands_in_between_is_told_by_the_words_of_the_platform() {
    let name = |reason: &str| {
        let problem = problem(Code::NetworkFailed)
            .map(|problem| Problem { reason: reason.into(), ..problem });
        found(&json!({}), problem, &[]).name
    };
    for (reason, cause) in [
        ("ENOTFOUND getaddrinfo ENOTFOUND nowhere.invalid", "dns_failed"),
        ("client error (Connect): dns error: failed to lookup address information", "dns_failed"),
        ("ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1", "connection_refused"),
        ("tcp connect error: Connection refused (os error 111)", "connection_refused"),
        (
            "SELF_SIGNED_CERT_IN_CHAIN self-signed certificate in certificate chain",
            "certificate_rejected",
        ),
        ("invalid peer certificate: UnknownIssuer", "certificate_rejected"),
        ("UND_ERR_SOCKET other side closed", "network_failed"),
    ] {
        assert_eq!(name(reason), cause, "{reason}");
    }
    let page = problem(Code::ResponseNotJson).map(|problem| Problem { is_page: true, ..problem });
    assert_eq!(found(&json!({}), page, &[]).name, "proxy_answered");
    assert_eq!(found(&json!({}), problem(Code::ResponseNotJson), &[]).name, "response_not_json");
}

#[test]
fn every_code_ends_at_one_finding_that_says_what_to_do() {
    let more = json!({ "redirectUri": "https://example.com/callback" });
    let answers = [
        Evidence::ConsentPage { status: Some(200) },
        Evidence::OtherEnvironment { error: problem(Code::IssuerNotFound) },
    ];
    for code in Code::ALL {
        let finding = found(&more, problem(*code), &answers);
        assert!(!finding.message.is_empty() && !finding.remedy.is_empty(), "{code:?}");
        let known = finding.name == code.as_str()
            || Fault::ALL.iter().any(|cause| cause.as_str() == finding.name);
        assert!(known, "{code:?}: {}", finding.name);
    }
}
