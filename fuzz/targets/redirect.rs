//! Addresses that a browser came back with.
#![no_main]

use docusign_jwt::read_redirect;
use docusign_jwt_fuzz::{SECRET, assert_silent, bounded, of_text};

of_text!(input => {
    let outcome = bounded(input.as_bytes(), || read_redirect(input, None));
    assert_silent(&outcome, SECRET);
    let strict = bounded(input.as_bytes(), || read_redirect(input, Some("expected")));
    if let Ok(redirect) = &strict {
        assert_eq!(redirect.state.as_deref(), Some("expected"));
    }
    let Ok(redirect) = outcome else { return };
    // What was read, written again, reads the same.
    let pairs = [
        ("code", redirect.code.clone()),
        ("state", redirect.state.clone()),
        ("access_token", redirect.access_token.clone()),
        ("id_token", redirect.id_token.clone()),
        ("expires_in", redirect.expires_in.map(|seconds| seconds.to_string())),
    ];
    let query: Vec<String> = pairs
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", encoded(&value?))))
        .collect();
    let again = read_redirect(&format!("https://example.com/callback?{}", query.join("&")), None);
    assert!(again == Ok(redirect), "{query:?}");
});

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
