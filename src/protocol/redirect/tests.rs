use super::*;

#[test]
fn a_redirect_uri_is_absolute() {
    for (uri, what) in [
        ("", "is empty"),
        ("example.com/callback", "scheme"),
        ("localhost:3000/callback", "scheme"),
        ("localhost:3000", "scheme"),
        ("//example.com/callback", "scheme"),
        ("/callback", "scheme"),
        ("\"https://example.com\"", "quote"),
        ("https://example.com/callback\"", "quote"),
        ("https://{host}/callback", "brace"),
        ("https%3A%2F%2Fexample.com%2Fcallback", "scheme"),
        ("127.0.0.1:3000/callback", "scheme"),
        ("www.example.com:443", "scheme"),
        ("https//example.com/callback", "scheme"),
        ("https://?code", "no host"),
        (" https://example.com", "space"),
        ("https:", "scheme"),
        ("https:///callback", "no host"),
        ("https:/example.com", "no host"),
        ("https://:8080/callback", "no host"),
        ("https://*.example.com/callback", "wildcard"),
        ("https://example.com/call back", "space"),
        ("https:\\\\example.com", "such as a quote"),
        ("https://example.com/#callback", "fragment"),
    ] {
        let error = check_redirect_uri(uri).unwrap_err();
        assert_eq!(error.code(), Code::RedirectUriInvalid, "{uri}");
        assert!(error.message().contains(what), "{uri}: {error}");
    }
    for uri in [
        "https://example.com/callback",
        "HTTP://localhost:3000/callback?next=1",
        "http://[::1]:8080/callback",
        "myapp://callback",
        "com.example.app:/callback",
        "https://ex_ample.com",
        "https://example.com/callback?to=https%3A%2F%2Fexample.com",
        "https://example.com/a%20b",
        "https://\u{e4}.example.com/callback",
    ] {
        assert!(check_redirect_uri(uri).is_ok(), "{uri}");
    }
}

#[test]
fn a_text_that_is_not_a_redirect_is_malformed() {
    for text in ["", "[object Object]", "abc", "https://example.com/callback", "?x=1"] {
        let error = read_redirect(text, Some("state")).unwrap_err();
        assert_eq!(error.code(), Code::RedirectMalformed, "{text}");
    }
    for text in ["?code=x", "?code=x&state=other", "?error=access_denied", "?state=other"] {
        let error = read_redirect(text, Some("state")).unwrap_err();
        assert_eq!(error.code(), Code::StateMismatch, "{text}");
    }
}
