//! Errors as people paste them: bodies, log lines, exceptions of SDKs, addresses.

use docusign_jwt::{Call, Code, ErrorExplanation};

fn code(text: &str) -> Option<Code> {
    ErrorExplanation::read(text, None).ok().map(|explanation| explanation.code)
}

#[test]
fn bodies_of_every_shape() {
    for (body, expected) in [
        (r#"{"error":"consent_required"}"#, Code::ConsentRequired),
        (
            r#"{"error":"invalid_grant","error_description":"issuer_not_found"}"#,
            Code::IssuerNotFound,
        ),
        (
            r#"{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}"#,
            Code::NoValidKeysOrSignatures,
        ),
        (r#"{"error":"invalid_grant"}"#, Code::InvalidGrant),
        (r#"{"error":"internal_server_error","reference_id":"ab-12"}"#, Code::ServerError),
        (
            r#"{"errorCode":"USER_LACKS_MEMBERSHIP","message":"The UserID does not have a valid membership in this Account."}"#,
            Code::Forbidden,
        ),
        (r#"{"errorCode":"HOURLY_APIINVOCATION_LIMIT_EXCEEDED","message":"…"}"#, Code::RateLimited),
        (r#"{"errorCode":"PARTNER_AUTHENTICATION_FAILED"}"#, Code::IssuerNotFound),
        // In a wrapper, in an array, in a string, more than once.
        (
            r#"{"level":50,"err":{"response":{"data":{"error":"invalid_grant","error_description":"user_not_found"}}}}"#,
            Code::UserNotFound,
        ),
        (r#"[{"a":1},{"error":"invalid_scope"}]"#, Code::InvalidScope),
        (
            r#"{"body":"{\"error\":\"invalid_grant\",\"error_description\":\"expired_grant\"}"}"#,
            Code::ExpiredGrant,
        ),
    ] {
        assert_eq!(code(body), Some(expected), "{body}");
    }
    let said = ErrorExplanation::read(
        r#"{"error":"internal_server_error","reference_id":"ab-12"}"#,
        Some(500),
    );
    let response = said.unwrap().answer;
    assert_eq!((response.trace.as_deref(), response.status), (Some("ab-12"), Some(500)));
}

#[test]
fn log_lines_and_exceptions() {
    for (text, expected, status) in [
        (
            "2026-11-24T12:00:00Z ERROR token exchange failed: 400 Bad Request {\"error\":\"consent_required\"}",
            Code::ConsentRequired,
            Some(400),
        ),
        (
            "AxiosError: Request failed with status code 400\n  data: { error: 'invalid_grant', error_description: 'no_valid_keys_or_signatures' }",
            Code::NoValidKeysOrSignatures,
            Some(400),
        ),
        (
            "docusign_esign.client.api_exception.ApiException: (400)\nReason: Bad Request\nHTTP response body: b'{\"error\":\"invalid_grant\",\"error_description\":\"invalid_subject\"}'",
            Code::InvalidSubject,
            None,
        ),
        (
            "com.docusign.esign.client.ApiException: Error while requesting server, received a non successful HTTP code 400 with response Body: '{\"error\":\"invalid_grant\",\"error_description\":\"unauthorized_client\"}'",
            Code::UnauthorizedClient,
            Some(400),
        ),
        (
            "DocuSign.eSign.Client.ApiException: Error calling Login: {\"errorCode\":\"AUTHORIZATION_INVALID_TOKEN\",\"message\":\"The access token provided is expired, revoked or malformed.\"}",
            Code::TokenRejected,
            None,
        ),
        ("HTTP/1.1 401 Unauthorized", Code::TokenRejected, Some(401)),
        ("HTTP/2 429", Code::RateLimited, Some(429)),
        ("Error: Request failed with status code 400", Code::OAuthUnknown, Some(400)),
        ("502 Bad Gateway", Code::ServerError, Some(502)),
        (
            "Error: secretOrPrivateKey must be an asymmetric key when using RS256",
            Code::KeyUnrecognized,
            None,
        ),
        ("DOMException [DataError]: Invalid keyData", Code::KeyUnrecognized, None),
        ("Error: error:1E08010C:DECODER routines::unsupported", Code::KeyUnrecognized, None),
        ("connect ECONNREFUSED 10.0.0.1:443", Code::NetworkFailed, None),
        ("Error: connect ETIMEDOUT 10.0.0.1:443", Code::Timeout, None),
        (
            "KeyError: The key is protected by a passphrase. (key_encrypted)",
            Code::KeyEncrypted,
            None,
        ),
        ("timeout", Code::Timeout, None),
        (
            "The redirect URI is not registered properly with DocuSign",
            Code::RedirectUriInvalid,
            None,
        ),
        (
            "https://example.com/cb?error=access_denied&error_message=The+user+declined&state=x",
            Code::ConsentDenied,
            None,
        ),
        ("https://example.com/cb?error=invalid_scope", Code::InvalidScope, None),
        ("<html><body>Sign in to the proxy</body></html>", Code::ResponseNotJson, None),
    ] {
        let explanation = ErrorExplanation::read(text, None).expect(text);
        assert_eq!(explanation.code, expected, "{text}");
        assert_eq!(explanation.answer.status, status, "{text}");
    }
}

#[test]
fn numbers_that_are_no_status_do_not_count() {
    for text in ["exp 500 s ago: consent_required", "port 443, took 429 ms, error invalid_grant"] {
        assert_eq!(ErrorExplanation::read(text, None).unwrap().answer.status, None, "{text}");
    }
}

#[test]
fn what_is_unknown_is_said_to_be() {
    for text in ["", "   ", "hello", "{\"ok\":true}", "{{{{", "{\"error\":{}}", "timeout settings"]
    {
        let error = ErrorExplanation::read(text, None).unwrap_err();
        assert_eq!(error.code(), Code::OptionInvalid, "{text}");
        assert!(error.remedy().contains("status and body"));
    }
}

#[test]
fn a_secret_in_the_text_does_not_come_back() {
    let secret = "eyJ0eXAiOiJNVCJ9".repeat(8);
    let text = format!(
        r#"{{"error":"invalid_grant","error_description":"bad {secret}"}} Bearer {secret}"#
    );
    let explanation = ErrorExplanation::read(&text, None).unwrap();
    assert_eq!(explanation.answer.error_description.as_deref(), Some("bad [cut]"));
    assert!(!format!("{explanation:?}").contains(&secret[..32]));
}

#[test]
fn every_code_explains_itself_and_its_causes_differ() {
    for code in Code::ALL {
        let explanation = ErrorExplanation::read(code.as_str(), None).unwrap();
        assert_eq!(explanation.code, *code);
        let distinct: std::collections::BTreeSet<_> =
            code.causes().iter().map(|one| one.cause).collect();
        assert_eq!(distinct.len(), code.causes().len(), "{code:?}");
    }
}

#[test]
fn a_long_or_strange_text_ends() {
    let deep = "{\"a\":".repeat(5000);
    let _ = ErrorExplanation::read(&deep, None);
    let long = format!("{}{{\"error\":\"consent_required\"}}", "ä".repeat(60_000));
    assert!(ErrorExplanation::read(&long, None).is_err());
}

#[test]
fn the_causes_are_those_of_the_call() {
    let calls = |explanation: &ErrorExplanation| {
        let mut calls: Vec<Option<Call>> = explanation.causes.iter().map(|one| one.call).collect();
        calls.dedup();
        calls
    };
    let body = r#"{"error":"invalid_grant"}"#;
    let unknown = ErrorExplanation::read(body, Some(400)).unwrap();
    assert_eq!(unknown.call, None);
    assert_eq!(calls(&unknown), [Some(Call::Jwt), Some(Call::Code), Some(Call::Refresh)]);
    for (request, call) in [
        ("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x", Call::Jwt),
        ("POST /oauth/token grant_type=authorization_code&code=x", Call::Code),
        (r#"{"grant_type":"refresh_token","refresh_token":"x"}"#, Call::Refresh),
    ] {
        for word in ["invalid_grant", "unauthorized_client", "invalid_client", "invalid_request"] {
            let body = format!(r#"{{"error":"{word}"}}"#);
            let explanation = ErrorExplanation::of_request(&body, Some(400), request).unwrap();
            assert_eq!(explanation.call, Some(call), "{request}");
            assert_eq!(calls(&explanation), [Some(call)], "{word} {request}");
        }
    }
    // A token endpoint that denies is no browser that declined.
    let denied = r#"{"error":"access_denied"}"#;
    assert_eq!(code(denied), Some(Code::ConsentDenied));
    let of_grant =
        ErrorExplanation::of_request(denied, Some(400), "grant_type=refresh_token").unwrap();
    assert_eq!(of_grant.code, Code::Forbidden);
}

#[test]
fn no_cause_that_the_text_disproves() {
    let unknown =
        ErrorExplanation::read(r#"{"errorCode":"SOMETHING_NEW","message":"x"}"#, Some(400))
            .unwrap();
    assert_eq!((unknown.code, unknown.causes.len()), (Code::OAuthUnknown, 0));
    let bare = ErrorExplanation::read("Request failed with status code 400", None).unwrap();
    assert!(bare.causes[0].cause.contains("only the status"));
    for (text, status, expected) in [
        ("<html><title>Access Denied</title></html>", Some(403), Code::ResponseNotJson),
        ("<html><title>Bad Gateway</title></html>", Some(502), Code::ServerError),
        ("<html>squid</html>", Some(502), Code::ResponseNotJson),
        ("403 Forbidden: blocked by the company's firewall", None, Code::ResponseNotJson),
        ("403 Forbidden", None, Code::Forbidden),
        (
            "ApiException: Error while requesting server, received a non successful HTTP code Error with response Body: ",
            None,
            Code::OAuthUnknown,
        ),
        (r#"{"errorCode":"TEMPLATE_DOES_NOT_EXIST"}"#, None, Code::NotFound),
        (r#"{"errorCode":"x_file_size_limit_exceeded"}"#, Some(400), Code::OAuthUnknown),
    ] {
        assert_eq!(ErrorExplanation::read(text, status).unwrap().code, expected, "{text}");
    }
}
