use super::*;

fn response(body: &str) -> Result<UserTokens> {
    let headers = [("content-type".into(), "application/json".into())];
    read(&Response::new(200, headers, body), 1000, Holder::User)
}

#[test]
fn reads_the_responses_of_docusign() {
    let tokens =
        response(r#"{"access_token":"eyJ0","token_type":"Bearer","expires_in":3600}"#).unwrap();
    assert_eq!(tokens.token.access_token, "eyJ0");
    assert_eq!(tokens.token.expires_at, 3_601_000);
    assert_eq!(tokens.token.scopes, None);
    assert_eq!(tokens.refresh_token, None);
    assert!(!format!("{tokens:?}").contains("eyJ0"));
}

#[test]
fn a_success_without_a_usable_token_is_an_error() {
    for (body, code) in [
        ("", Code::ResponseNotJson),
        ("<html>", Code::ResponseNotJson),
        ("{\"access_token\":\"x\"", Code::ResponseNotJson),
        ("{}", Code::ResponseInvalid),
        ("[]", Code::ResponseInvalid),
        ("null", Code::ResponseInvalid),
        (r#"{"access_token":"","expires_in":3600}"#, Code::ResponseInvalid),
        (r#"{"access_token":"a\nb","expires_in":3600}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x"}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":0}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":-5}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":"soon"}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":""}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":"\"3600\""}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":"[3600]"}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":"36 00"}"#, Code::ResponseInvalid),
        (r#"{"access_token":"x","expires_in":9,"token_type":"mac"}"#, Code::ResponseInvalid),
    ] {
        assert_eq!(response(body).unwrap_err().code(), code, "{body}");
    }
}

#[test]
fn the_token_of_an_application_is_not_for_a_user() {
    let as_holder = |token_type: &str, holder| {
        let body = format!(r#"{{"access_token":"x","expires_in":9,"token_type":"{token_type}"}}"#);
        read(&Response::new(200, [], body), 1000, holder)
    };
    for (given, kept) in
        [("Application", "Application"), ("APPLICATION", "Application"), ("bearer", "Bearer")]
    {
        let token = as_holder(given, Holder::Application).unwrap().token;
        assert_eq!(token.token_type, kept);
    }
    for given in ["Application", "application"] {
        let error = as_holder(given, Holder::User).unwrap_err();
        assert_eq!(error.code(), Code::ApplicationToken);
        assert!(error.remedy().contains("integration key"), "{error}");
    }
    for holder in [Holder::User, Holder::Application] {
        let error = as_holder("mac", holder).unwrap_err();
        assert_eq!(error.code(), Code::ResponseInvalid);
        assert!(error.message().contains("\"mac\""), "{error}");
    }
}

#[test]
fn the_lifetime_is_at_most_30_days() {
    let tokens = response(r#"{"access_token":"x","expires_in":1e300}"#).unwrap();
    assert_eq!(tokens.token.expires_at, 1000 + 30 * 24 * 3_600_000);
}

#[test]
fn a_token_is_renewed_before_it_expires() {
    let token = response(r#"{"access_token":"x","expires_in":" 3600 "}"#).unwrap().token;
    assert_eq!(token.renew_at(1000, 600_000), 3_001_000);
    assert_eq!(token.renew_at(1000, 9_000_000), 1_801_000);
}
