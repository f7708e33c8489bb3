//! Success responses of the token endpoint.
#![no_main]

use docusign_jwt::{
    ClientProof, CodeExchange, Event, Flow, JwtExchange, Lessons, Step, StoredToken, Token,
};
use docusign_jwt_fuzz::{NOW, SECRET, assert_silent, at, bounded, client, of_text, response};

of_text!(input => {
    let response = response(input, true);
    let mut jwt = JwtExchange::new(client(), 2, Lessons::default(), NOW);
    jwt.advance(Event::Start, at()).unwrap();
    jwt.advance(Event::Signed(vec![0; 256]), at()).unwrap();
    let mut code =
        CodeExchange::of_code(client(), &ClientProof::default(), SECRET, None, Some(SECRET), NOW);
    code.advance(Event::Start, at()).unwrap();
    let by_code = bounded(input.as_bytes(), || code.advance(Event::Answered(response.clone()), at()));
    let by_jwt = bounded(input.as_bytes(), || jwt.advance(Event::Answered(response), at()));
    assert_silent(&by_code, SECRET);
    assert_silent(&by_jwt, SECRET);
    if let Ok(Step::Done(tokens)) = by_code {
        assert!(!format!("{tokens:?}").contains(&tokens.token.access_token) || tokens.token.access_token.len() < 20);
        assert_sound(tokens.token);
    }
    if let Ok(Step::Done(exchanged)) = by_jwt {
        assert!(exchanged.renew_at <= exchanged.token.expires_at && exchanged.renew_at >= NOW);
        assert_sound(exchanged.token);
    }
});

/// It fits in a header, its life has bounds, and it comes back from a store as it went.
fn assert_sound(token: Token) {
    assert!(token.access_token.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(token.expires_at > NOW && token.expires_at <= NOW + 30 * 24 * 3_600_000);
    let scopes =
        token.scopes.iter().flatten().all(|scope| scope.bytes().all(|b| b.is_ascii_graphic()));
    if scopes {
        let stored = StoredToken::new(token, NOW);
        assert_eq!(StoredToken::read(&stored.to_json(), NOW), Ok(stored));
    }
}
