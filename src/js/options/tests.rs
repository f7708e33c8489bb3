use serde_json::Value;

use super::*;
use crate::js::option_names::CLIENT;
use crate::settings::Settings;

const ID: &str = "c0000000-0000-4000-8000-000000000001";

/// A client with the usual options and these. `null` stands for JavaScript's `undefined`.
fn client(more: &Value) -> Result<Settings> {
    let mut fields = serde_json::json!({ "clientId": ID, "environment": "demo" });
    if let (Value::Object(fields), Value::Object(more)) = (&mut fields, more.clone()) {
        fields.extend(more);
    }
    Options::parse(&fields.to_string(), &CLIENT)?.settings()
}

#[test]
fn defaults_and_what_replaces_them() {
    let plain = client(&serde_json::json!({})).unwrap();
    assert_eq!(plain.scopes().to_string(), "signature");
    assert_eq!((plain.timeout(), plain.refresh_margin()), (30_000, 600_000));
    assert_eq!(plain.retry(), RetryPolicy::default());
    let set = client(&serde_json::json!({
        "userId": "a0000000-0000-4000-8000-000000000001",
        "scopes": ["click.send"],
        "redirectUri": "https://example.com/callback",
        "accountId": ID.to_uppercase(),
        "timeout": 5000,
        "refreshMargin": 0,
        "retry": { "limit": 1, "minDelay": 10_000 },
    }));
    let set = set.unwrap();
    assert_eq!(set.scopes().to_string(), "click.send impersonation");
    assert_eq!(set.redirect_uri(), Some("https://example.com/callback"));
    assert_eq!(set.account_id(), Some(ID));
    assert_eq!((set.timeout(), set.refresh_margin()), (5000, 0));
    let raised = RetryPolicy { limit: 1, min_delay: 10_000, max_delay: 10_000 };
    assert_eq!(set.retry(), raised);
    assert_eq!(client(&serde_json::json!({ "retry": false })).unwrap().retry(), RetryPolicy::NEVER);
}

#[test]
fn each_mistake_names_its_option() {
    for (more, code, says) in [
        (serde_json::json!({ "clientID": ID }), Code::OptionInvalid, "mean clientId?"),
        (serde_json::json!({ "client_id": ID }), Code::OptionInvalid, "mean clientId?"),
        (serde_json::json!({ "color": 1 }), Code::OptionInvalid, "no option color"),
        (serde_json::json!({ "clientId": null }), Code::OptionMissing, "clientId is undefined"),
        (serde_json::json!({ "clientId": 7 }), Code::OptionInvalid, "clientId must be"),
        (serde_json::json!({ "userId": null }), Code::OptionMissing, "userId is undefined"),
        (serde_json::json!({ "userId": "a@b.c" }), Code::UserIdIsEmail, "e-mail"),
        (serde_json::json!({ "environment": null }), Code::EnvironmentInvalid, "is missing"),
        (serde_json::json!({ "environment": 1 }), Code::EnvironmentInvalid, "a name or an object"),
        (serde_json::json!({ "environment": {} }), Code::OptionMissing, "authServer"),
        (serde_json::json!({ "scopes": 1 }), Code::OptionInvalid, "scopes must be"),
        (serde_json::json!({ "scopes": ["a", 1] }), Code::OptionInvalid, "only strings"),
        (serde_json::json!({ "scopes": [] }), Code::ScopeInvalid, "empty"),
        (serde_json::json!({ "redirectUri": "/cb" }), Code::RedirectUriInvalid, "scheme"),
        (serde_json::json!({ "accountId": "7" }), Code::OptionInvalid, "accountId is not a GUID"),
        (serde_json::json!({ "organizationId": "77777" }), Code::OptionInvalid, "is a number"),
        (serde_json::json!({ "accountId": "1234567" }), Code::OptionInvalid, "account number"),
        (serde_json::json!({ "timeout": -1 }), Code::OptionInvalid, "timeout must be"),
        (serde_json::json!({ "timeout": 30 }), Code::OptionInvalid, "is 30 milliseconds"),
        (serde_json::json!({ "timeout": 1e-9 }), Code::OptionInvalid, "is 0 milliseconds"),
        (serde_json::json!({ "refreshMargin": 600 }), Code::OptionInvalid, "600 milliseconds"),
        (serde_json::json!({ "refreshMargin": 3600 }), Code::OptionInvalid, "3.6 seconds"),
        (
            serde_json::json!({ "retry": { "minDelay": 0.25 } }),
            Code::OptionInvalid,
            "retry.minDelay is 0.25",
        ),
        (
            serde_json::json!({ "retry": { "maxDelay": 8 } }),
            Code::OptionInvalid,
            "retry.maxDelay is 8",
        ),
        (serde_json::json!({ "userId": ID }), Code::UserIdIsClientId, "is the integration key"),
        (serde_json::json!({ "timeout": "1s" }), Code::OptionInvalid, "timeout must be"),
        (serde_json::json!({ "refreshMargin": 1e12 }), Code::OptionInvalid, "refreshMargin"),
        (serde_json::json!({ "retry": 3 }), Code::OptionInvalid, "retry must be"),
        (serde_json::json!({ "retry": { "limit": 1.5 } }), Code::OptionInvalid, "retry.limit"),
        (serde_json::json!({ "retry": { "limit": 101 } }), Code::OptionInvalid, "retry.limit"),
        (serde_json::json!({ "retry": { "retries": 1 } }), Code::OptionInvalid, "retries"),
        (
            serde_json::json!({ "retry": { "minDelay": 90, "maxDelay": 80 } }),
            Code::OptionInvalid,
            "less than retry.minDelay",
        ),
    ] {
        let error = client(&more).unwrap_err();
        assert_eq!(error.code(), code, "{more}");
        assert!(error.message().contains(says), "{more}: {error}");
    }
    let error = Options::parse("[]", &CLIENT).unwrap_err();
    assert_eq!(error.code(), Code::OptionInvalid);
}

#[test]
fn an_environment_may_be_left_out_where_it_says_so() {
    let read = |json| Options::parse(json, &["environment"]).unwrap().optional_environment();
    assert_eq!(read("{}"), Ok(None));
    assert_eq!(read(r#"{"environment":null}"#), Ok(None));
    assert_eq!(read(r#"{"environment":"demo"}"#), Ok(Some(Environment::demo())));
    assert_eq!(read(r#"{"environment":7}"#).unwrap_err().code(), Code::EnvironmentInvalid);
}

#[test]
fn a_flag_is_true_or_false() {
    let flag = |json| Options::parse(json, &["replayable"]).unwrap().optional_flag("replayable");
    assert_eq!(flag("{}"), Ok(None));
    assert_eq!(flag(r#"{"replayable":true}"#), Ok(Some(true)));
    assert_eq!(flag(r#"{"replayable":1}"#).unwrap_err().code(), Code::OptionInvalid);
}

#[test]
fn parameters_of_a_consent_url_are_texts() {
    let parse = |json| Options::parse(json, &["state", "prompt"]).unwrap().consent();
    assert_eq!(parse(r#"{"state":"x"}"#).unwrap().state.as_deref(), Some("x"));
    assert_eq!(parse(r#"{"prompt":true}"#).unwrap_err().code(), Code::OptionInvalid);
}

#[test]
fn an_option_says_where_its_id_is_found() {
    let error = guid_option("accountId", "1234567").unwrap_err();
    assert!(error.message().contains("account number"), "{error}");
    assert!(error.remedy().contains("API Account ID"), "{error}");
}
