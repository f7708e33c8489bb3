use serde_json::{Value, json};

use super::*;

const NOW: i64 = 1_795_521_600;
const GUID: &str = "c0000000-0000-4000-8000-000000000001";
const USER: &str = "a0000000-0000-4000-8000-000000000001";

/// The warnings for claims that are good but for these changes; `null` takes a claim away.
fn warnings(changes: Value) -> Vec<String> {
    let mut claims = json!({
        "iss": GUID, "sub": USER, "aud": "account-d.docusign.com",
        "iat": NOW, "exp": NOW + 3600, "scope": "signature impersonation",
    });
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let part = |json: &str| Base64UrlUnpadded::encode_string(json.as_bytes());
    let token = format!("{}.{}.c2ln", part(r#"{"alg":"RS256"}"#), part(&claims.to_string()));
    let report = AssertionReport::read(&token, NOW as u64 * 1000 + 999, Some(&Environment::demo()));
    report.unwrap().warnings.into_iter().map(|warning| warning.message).collect()
}

#[test]
fn each_fault_is_named_and_nothing_else_is() {
    for (changes, expected) in [
        (json!({}), ""),
        (json!({ "iat": NOW - 300, "nbf": NOW, "exp": NOW + 1 }), ""),
        (json!({ "exp": NOW + 3601 }), "exp is more than one hour after iat"),
        (json!({ "iat": null, "exp": NOW + 3601 }), "exp is more than one hour after iat"),
        (json!({ "exp": NOW }), "exp was 0 s ago; the assertion has expired"),
        (json!({ "exp": NOW - 7 }), "exp was 7 s ago; the assertion has expired"),
        (json!({ "exp": null }), "exp is missing; Docusign requires it"),
        (json!({ "exp": "soon" }), "exp must be a number of seconds; it is a string"),
        (
            json!({ "exp": (NOW + 600).to_string() }),
            "exp must be a number of seconds; it is a string",
        ),
        (json!({ "iat": [NOW] }), "iat must be a number of seconds; it is a list"),
        (json!({ "nbf": true }), "nbf must be a number of seconds; it is true or false"),
        (json!({ "nbf": NOW * 1000 }), "nbf is in milliseconds; it must be in seconds"),
        (json!({ "iat": NOW as f64 + 0.5 }), ""),
        (
            json!({ "scope": ["signature", "impersonation"] }),
            "scope must be a string, with the scopes separated by spaces; it is a list",
        ),
        (json!({ "scope": { "a": 1 } }), "scope must be a string; it is an object"),
        (json!({ "sub": 7 }), "sub must be a string; it is a number"),
        (json!({ "iss": 7 }), "iss must be a string; it is a number"),
        (
            json!({ "aud": ["account-d.docusign.com"] }),
            "aud must be a string: only the bare auth host; it is a list",
        ),
        (
            json!({ "sub": GUID.to_uppercase() }),
            "sub is the integration key, so Docusign issues an application token. It must be the user's GUID",
        ),
        (json!({ "exp": NOW * 1000 }), "exp is in milliseconds; it must be in seconds"),
        (
            json!({ "iat": NOW + 1 }),
            "iat is 1 s in the future: check the clock of the machine that signs",
        ),
        (json!({ "iat": NOW * 1000 }), "iat is in milliseconds; it must be in seconds"),
        (
            json!({ "nbf": NOW + 9 }),
            "nbf is 9 s in the future: check the clock of the machine that signs",
        ),
        (json!({ "iss": "app" }), "iss must be the integration key, a GUID"),
        (json!({ "iss": null }), "iss must be the integration key, a GUID"),
        (json!({ "sub": "a@b.c" }), "sub is an e-mail address; it must be the user's GUID"),
        (json!({ "sub": "1234" }), "sub must be the user's GUID"),
        (json!({ "sub": format!("{{{USER}}}") }), "sub must be the user's GUID"),
        (json!({ "sub": USER.replace('-', "") }), "sub must be the user's GUID"),
        (json!({ "iss": format!("{{{GUID}}}") }), "iss must be the integration key, a GUID"),
        (
            json!({ "sub": null }),
            "sub is missing, so Docusign issues an application token. Scope signature needs a user: set sub to the user's GUID",
        ),
        (json!({ "sub": null, "scope": "organization_read user_read" }), ""),
        (
            json!({ "sub": null, "scope": "user_read impersonation" }),
            "sub is missing, so Docusign issues an application token. Scope impersonation needs a user: set sub to the user's GUID",
        ),
        (json!({ "aud": null }), "aud is missing; it must be the bare auth host"),
        (
            json!({ "aud": "account.docusign.com" }),
            "aud is account.docusign.com, but the environment is account-d.docusign.com",
        ),
        (
            json!({ "aud": "https://account-d.docusign.com" }),
            "aud must be the bare auth host, without https:// and without a slash",
        ),
        (
            json!({ "aud": "account-d.docusign.com/" }),
            "aud must be the bare auth host, without https:// and without a slash",
        ),
        (json!({ "scope": null }), "scope is missing"),
        (json!({ "scope": " " }), "scope is missing"),
        (
            json!({ "scope": "signature,impersonation" }),
            "scope must separate the scopes with spaces",
        ),
        (
            json!({ "scope": "signature" }),
            "scope does not contain impersonation, which is required to act as a user",
        ),
        (
            json!({ "scope": "signature;impersonation" }),
            "scope must separate the scopes with spaces",
        ),
        (
            json!({ "scope": "signature impersonation notary_reed" }),
            "scope \"notary_reed\" is not a known scope; did you mean \"notary_read\"?",
        ),
        (
            json!({ "scope": "signature impersonation other" }),
            "scope \"other\" is not a known scope; check its spelling",
        ),
        (
            json!({ "scope": "signature%20impersonation" }),
            "scope must separate the scopes with spaces",
        ),
    ] {
        assert_eq!(warnings(changes.clone()).join("; "), expected, "{changes}");
    }
}
