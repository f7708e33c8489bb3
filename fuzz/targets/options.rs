//! Options as they cross the boundary from JavaScript, the answers to a diagnosis, and consent URLs of them.
#![no_main]

use docusign_jwt::{Assertion, Scopes, admin_consent_url, consent_url, fuzzing};
use docusign_jwt_fuzz::{NOW, SECRET, assert_silent, bounded, client, of_text};

of_text!(input => {
    let outcome = bounded(input.as_bytes(), || fuzzing::client(input));
    if let Err(error) = &outcome {
        assert_silent(&Err::<(), _>(error.clone()), SECRET);
    }
    if let Ok(read) = outcome {
        assert_eq!(fuzzing::client(input).unwrap(), read);
        assert!(read.timeout() <= 86_400_000 && read.retry().limit <= 100);
        let environment = read.environment();
        assert!(environment.token_url().starts_with("https://") || environment.token_url().starts_with("http://"));
        // Two clients share tokens only when all agrees that a token is for.
        let other = client();
        if read.cache_key() == other.cache_key() {
            assert_eq!(read.client_id(), other.client_id());
            assert_eq!(read.user_id(), other.user_id());
            assert_eq!(environment.auth_host(), other.environment().auth_host());
            assert_eq!(sorted(read.scopes()), sorted(other.scopes()));
        }
        let assertion: &Assertion = &read.assertion();
        assert!(assertion.signing_input(NOW).is_ok());
    }
    if let Ok(options) = fuzzing::consent(input) {
        let (client, scopes) = (client(), Scopes::signature());
        let (environment, client_id) = (client.environment(), client.client_id());
        for url in [
            consent_url(environment, client_id, "https://example.com/cb", &scopes, &options),
            admin_consent_url(environment, client_id, "https://example.com/cb", &scopes, &options),
        ]
        .into_iter()
        .flatten()
        {
            assert!(url.starts_with("https://account-d.docusign.com/oauth/auth?"), "{url}");
            assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{url}");
        }
    }
    let _ = bounded(input.as_bytes(), || fuzzing::diagnosis(&client(), input));
});

fn sorted(scopes: &Scopes) -> Vec<String> {
    let mut sorted: Vec<String> = scopes.iter().map(|scope| scope.to_string()).collect();
    sorted.sort();
    sorted
}
