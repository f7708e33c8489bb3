//! ID tokens and assertions: compact JWS of whoever, of which the input is the claims or the whole.
#![no_main]

use docusign_jwt::{AssertionReport, Environment, IdToken};
use docusign_jwt_fuzz::{NOW, SECRET, assert_silent, bounded, client, of_text};

of_text!(input => {
    let claims = base64url(input.as_bytes());
    let header = base64url(br#"{"alg":"RS256","typ":"JWT"}"#);
    for token in [input.to_owned(), format!("{header}.{claims}.c2ln")] {
        let (demo, client) = (Environment::demo(), client());
        let read = bounded(token.as_bytes(), || IdToken::read(&token, &demo, client.client_id(), NOW));
        if let Err(error) = &read {
            assert_silent(&Err::<(), _>(error.clone()), SECRET);
        }
        if let Ok(claims) = read {
            assert!(!claims.user_id.is_empty() && claims.expires_at + 300_000 > NOW);
            assert_eq!(claims.organizations().is_ok(), !claims.organizations.is_empty());
            let later = claims.expires_at + 300_000;
            assert!(IdToken::read(&token, &demo, client.client_id(), later).is_err());
        }
        let report = bounded(token.as_bytes(), || AssertionReport::read(&token, NOW, Some(&demo)));
        if let Err(error) = &report {
            assert_silent(&Err::<(), _>(error.clone()), SECRET);
        }
    }
});

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number =
            chunk.iter().fold(0, |n, byte| n << 8 | usize::from(*byte)) << (8 * (3 - chunk.len()));
        for digit in 0..=chunk.len() {
            text.push(char::from(DIGITS[number >> (18 - 6 * digit) & 63]));
        }
    }
    text
}
