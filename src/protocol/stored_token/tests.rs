use super::*;

const NOW: u64 = 1_795_521_600_000;

fn stored() -> StoredToken {
    let token = Token {
        access_token: "eyJ0.eyJ1.x-_".to_owned(),
        token_type: "Bearer".to_owned(),
        expires_at: NOW + 3_600_000,
        scopes: Some(vec!["signature".to_owned()]),
    };
    StoredToken::new(token, NOW)
}

#[test]
fn a_token_survives_a_round_trip() {
    let stored = stored();
    assert_eq!(StoredToken::read(&stored.to_json(), NOW), Ok(stored.clone()));
    assert_eq!(stored.renew_at(600_000), NOW + 3_000_000);
    let again = stored.clone().after_refusal(true);
    assert_eq!(StoredToken::read(&again.to_json(), NOW), Ok(again));
    let token = Token { token_type: "Application".to_owned(), ..stored.token.clone() };
    let application = StoredToken { token, ..stored.clone() };
    assert_eq!(StoredToken::read(&application.to_json(), NOW), Ok(application));
    let without = StoredToken { token: Token { scopes: None, ..stored.token }, ..stored };
    assert_eq!(StoredToken::read(&without.to_json(), NOW), Ok(without));
}

#[test]
fn an_expired_token_is_rejected() {
    let json = stored().to_json();
    assert!(StoredToken::read(&json, NOW + 3_599_999).is_ok());
    assert_eq!(StoredToken::read(&json, NOW + 3_600_000), Err(Rejected::Expired));
}

#[test]
fn a_writer_whose_clock_is_ahead_is_believed_within_limits() {
    let json = stored().to_json();
    assert!(StoredToken::read(&json, NOW - StoredToken::CLOCKS_DIFFER).is_ok());
    assert_eq!(
        StoredToken::read(&json, NOW - StoredToken::CLOCKS_DIFFER - 1),
        Err(Rejected::Invalid)
    );
}

#[test]
fn a_record_that_the_library_cannot_have_written_is_rejected() {
    let change = |name: &str, value: serde_json::Value| {
        let mut json: serde_json::Value = serde_json::from_str(&stored().to_json()).unwrap();
        match json.pointer_mut(name) {
            Some(place) => *place = value,
            None => json[name] = value,
        }
        json.to_string()
    };
    for json in [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        stored().to_json().replace('}', ""),
        change("/token/accessToken", "".into()),
        change("/token/accessToken", "a\r\nb: c".into()),
        change("/token/accessToken", 7.into()),
        change("/token/tokenType", "mac".into()),
        change("/token/expiresAt", "soon".into()),
        change("/token/expiresAt", NOW.into()),
        change("/token/expiresAt", (NOW + LONGEST_LIFE + 1).into()),
        change("/token/scopes", serde_json::json!(["a b"])),
        change("/receivedAt", serde_json::json!(-1)),
        change("more", true.into()),
        change("afterRefusal", false.into()),
        change("afterRefusal", 1.into()),
        change("afterRefusal", serde_json::Value::Null),
    ] {
        assert_eq!(StoredToken::read(&json, NOW), Err(Rejected::Invalid), "{json}");
    }
}

#[test]
fn a_rejection_has_a_name_and_a_text() {
    assert_eq!(Rejected::Expired.to_string(), "the stored token is expired");
    assert_eq!(Rejected::Invalid.as_str(), "invalid");
}
