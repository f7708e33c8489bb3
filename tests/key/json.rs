//! JSON that holds a key in one of its fields, as stores of secrets and files of settings have it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use docusign_jwt::KeyRepair::{self, Base64, Field, LineBreaks, LiteralNewlines, Quotes};
use docusign_jwt::{Code, PrivateKey};
use serde_json::{Value, json};

use crate::{assert_refused, assert_repaired, pem, refused, text};

fn jwk() -> Value {
    serde_json::from_str(&text("rsa2048.jwk.json")).unwrap()
}

fn read(value: &Value, repairs: &[KeyRepair]) {
    let mut all = vec![Field];
    all.extend(repairs);
    assert_repaired(value.to_string(), &all);
    assert_repaired(serde_json::to_string_pretty(value).unwrap(), &all);
}

#[test]
fn the_one_field_with_a_key_is_read() {
    let base64 = STANDARD.encode(pem());
    read(&json!({ "type": "service_account", "private_key": pem() }), &[]);
    read(&json!({ "dsJWTClientId": "x", "impersonatedUserGuid": "y", "privateKey": pem() }), &[]);
    read(&json!({ "key": pem(), "token_uri": "https://example.com/oauth" }), &[]);
    read(&json!({ "kind": "Secret", "data": { "tls.key": base64 } }), &[Base64]);
    read(&json!({ "SecretBinary": base64, "Name": "docusign" }), &[Base64]);
    read(&json!({ "SecretString": json!({ "privateKey": pem() }).to_string() }), &[Field][..0]);
    read(&json!({ "SecretString": jwk().to_string() }), &[]);
    read(&json!({ "a": { "b": [{ "c": pem() }] } }), &[]);
    read(&json!({ "keys": [jwk()] }), &[]);
    read(&json!([jwk()]), &[]);
    read(&json!([pem()]), &[]);
    read(&json!({ "jwk": jwk() }), &[]);
    read(&json!(pem().lines().collect::<Vec<_>>()), &[]);
    read(&json!({ "lines": pem().lines().collect::<Vec<_>>() }), &[]);
    read(&json!({ "key": pem().replace('\n', "\\n") }), &[LiteralNewlines]);
    read(&json!({ "key": pem().replace('\n', " ") }), &[LineBreaks]);
    // The public half is no second key, and neither is the same key in another form.
    read(&json!({ "publicKey": text("public.spki.pem"), "privateKey": pem() }), &[]);
    read(&json!({ "jwk": jwk(), "pem": pem(), "pemInBase64": base64 }), &[]);
    let set =
        json!({ "keys": [serde_json::from_str::<Value>(&text("ec.jwk.json")).unwrap(), jwk()] });
    read(&set, &[]);
}

#[test]
fn json_in_base64_quotes_or_escapes_is_read() {
    let record = json!({ "private_key": pem() }).to_string();
    assert_repaired(STANDARD.encode(&record), &[Base64, Field]);
    assert_repaired(Value::String(record.clone()).to_string(), &[Quotes, LiteralNewlines, Field]);
    assert_repaired(format!("'{record}'"), &[Quotes, Field]);
    let twice = Value::String(Value::String(record.clone()).to_string()).to_string();
    assert!(PrivateKey::parse(twice).is_ok());
    assert!(PrivateKey::parse(jwk().to_string().replace('"', "\\u0022")).is_ok());
    assert!(PrivateKey::parse(jwk().to_string().replace('"', "'")).is_ok());
    assert!(PrivateKey::parse(jwk().to_string().replace('"', "&quot;")).is_ok());
    let escaped = jwk().to_string().replace('A', "\\u0041").replace('_', "\\u005f");
    assert_repaired(escaped, &[]);
}

#[test]
fn several_keys_or_none_are_refused() {
    let two = json!({ "oldKey": pem(), "newKey": text("rsa3072.pkcs1.pem") });
    assert_refused(
        two.to_string(),
        Code::KeyUnrecognized,
        "several private keys, in newKey, oldKey",
    );
    let set = json!({ "keys": [jwk(), text("rsa4096.pkcs1.pem")] });
    assert_refused(set.to_string(), Code::KeyUnrecognized, "several");
    let none = json!({ "user": "x", "privateKey": "y", "secret": { "value": "z" } });
    assert_refused(
        none.to_string(),
        Code::KeyUnrecognized,
        "This JSON or object contains no private key",
    );
    assert!(refused(none.to_string()).remedy().contains("privateKey, secret.value"), "{none}");
    for (field, code, says) in [
        (text("encrypted.pkcs8.pem"), Code::KeyEncrypted, "The field key: The private key is encr"),
        (text("public.spki.pem"), Code::KeyPublic, "The field key: This is a public key"),
        (text("ec.sec1.pem"), Code::KeyNotRsa, "The field key: This is a private key for EC"),
        (pem().get(..800).unwrap().to_owned(), Code::KeyTruncated, "The field key: The key's last"),
    ] {
        assert_refused(json!({ "key": field, "passphrase": "x" }).to_string(), code, says);
    }
    for bytes in ["[45,45]", r#"{"type":"Buffer","data":[45,45]}"#, r#"{"key":{"data":[45]}}"#] {
        assert_refused(bytes, Code::KeyUnrecognized, "list of numbers");
    }
    for empty in ["{}", "[]", "[null]", r#"{"a":{"b":{}}}"#, "[\"x\",7,true]"] {
        assert_refused(empty, Code::KeyUnrecognized, "This JSON or object contains no private key");
    }
}

/// A key where the name of a field belongs.
#[test]
fn names_of_fields_show_no_key() {
    let line = pem().lines().nth(5).unwrap().to_owned();
    for name in [line.as_str(), &line[..18], &line[..13], &format!("key{line}"), &pem()] {
        let several = json!({ name: pem(), format!("{name}2"): text("rsa3072.pkcs1.pem") });
        for json in [json!({ name: "x" }), json!({ "data": { name: "x" } }), several] {
            let error = refused(json.to_string());
            let said = format!("{error} {}", error.remedy());
            assert!(!said.contains(&line[..12]), "{said}");
        }
    }
}
