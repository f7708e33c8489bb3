//! What comes out of a store: a token that could have been written, or nothing.
#![no_main]

use docusign_jwt::StoredToken;
use docusign_jwt_fuzz::{NOW, bounded, of_text};

of_text!(input => {
    let Ok(stored) = bounded(input.as_bytes(), || StoredToken::read(input, NOW)) else { return };
    assert!(stored.token.access_token.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(stored.token.expires_at > NOW && stored.renew_at(600_000) <= stored.token.expires_at);
    assert_eq!(StoredToken::read(&stored.to_json(), NOW), Ok(stored));
});
