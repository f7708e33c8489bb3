//! The feature `serde`: what is not secret comes back as it went; a token does not leave.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, reason = "these are tests")]

use docusign_jwt::{
    Account, Call, ClientId, Code, Environment, PrivateKey, RetryPolicy, Scopes, Token, User,
    UserId, UserInfo,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};

/// The value is written like this, and read again.
fn same<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T, written: Value) {
    assert_eq!(to_value(&value).unwrap(), written);
    assert_eq!(from_value::<T>(written).unwrap(), value);
}

#[test]
fn what_is_not_secret_comes_back_as_it_went() {
    let id = "c0000000-0000-4000-8000-000000000001";
    same(ClientId::parse(id).unwrap(), json!(id));
    same(UserId::parse(id).unwrap(), json!(id));
    same("signature click.send".parse::<Scopes>().unwrap(), json!("signature click.send"));
    same(Environment::demo(), json!("demo"));
    same(Environment::production(), json!("production"));
    let local = Environment::custom("http://127.0.0.1:8080", None, None).unwrap();
    let written =
        json!({ "auth_server": "http://127.0.0.1:8080", "admin_server": "http://127.0.0.1:8080" });
    same(local, written);
    let own =
        Environment::custom("https://a.com", Some("https://b.com"), Some("https://c.com")).unwrap();
    let written = json!({ "auth_server": "https://a.com", "api_server": "https://b.com", "admin_server": "https://c.com" });
    same(own, written);
    same(RetryPolicy::default(), json!({ "limit": 3, "min_delay": 250, "max_delay": 8000 }));
    let user = json!({ "user_id": id, "name": null, "email": "a@b.c", "active": true, "status": "Active" });
    same(User::new(id, "a@b.c", "Active"), user);
    let user_info = UserInfo::new(id, vec![Account::new(id, "https://demo.docusign.net")]);
    let written = to_value(&user_info).unwrap();
    assert_eq!(written["accounts"][0]["base_path"], "https://demo.docusign.net/restapi");
    same(user_info, written);
}

#[test]
fn settings_files_may_be_short() {
    assert_eq!(
        from_value::<RetryPolicy>(json!({ "limit": 1 })).unwrap(),
        RetryPolicy::default().with_limit(1)
    );
    let scopes: Scopes = from_value(json!(["signature", "click.send"])).unwrap();
    assert_eq!(scopes.to_string(), "signature click.send");
    let environment: Environment =
        from_value(json!({ "auth_server": "http://localhost:1" })).unwrap();
    assert_eq!(environment.auth_origin(), "http://localhost:1");
    let user_info: UserInfo = from_value(json!({ "user_id": "1" })).unwrap();
    assert!(user_info.accounts.is_empty());
}

#[test]
fn what_is_wrong_is_refused_in_the_words_of_the_crate() {
    let told = |error: serde_json::Error| error.to_string();
    let error = told(from_value::<ClientId>(json!("my-app")).unwrap_err());
    assert!(error.contains("is not a GUID"), "{error}");
    let error = told(from_value::<UserId>(json!("ann@example.com")).unwrap_err());
    assert!(error.contains("e-mail address"), "{error}");
    let error = told(from_value::<Environment>(json!("sandbox")).unwrap_err());
    assert!(error.contains("Use \"demo\""), "{error}");
    let error = told(from_value::<Scopes>(json!("signature,click.send")).unwrap_err());
    assert!(error.contains("signature click.send"), "{error}");
}

#[test]
fn a_token_does_not_leave() {
    let token = Token::new("eyJSECRET", 1_795_521_600_000);
    let written =
        json!({ "token_type": "Bearer", "expires_at": 1_795_521_600_000_u64, "scopes": null });
    assert_eq!(to_value(&token).unwrap(), written);
}

#[test]
fn an_error_is_a_record_for_logs() {
    let error = PrivateKey::parse("").unwrap_err();
    let written = to_value(&error).unwrap();
    assert_eq!(written["code"], "key_empty");
    assert_eq!(written["message"], error.message());
    assert_eq!(written["remedy"], error.remedy());
    assert_eq!(written["consent_url"], Value::Null);
    assert_eq!(to_value(Code::KeyEmpty.kind()).unwrap(), "KeyError");
    assert_eq!(to_value(Call::Jwt).unwrap(), "jwt");
}
