//! Whatever is given: no panic, a key that is right or an error that is a key's, in bounded time.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use docusign_jwt::{ErrorKind, PrivateKey};
use proptest::prelude::*;

use crate::{file, pem, secrecy, text, thumbprint};

static THUMBPRINT: LazyLock<String> = LazyLock::new(thumbprint);
static STARTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    vec![
        pem().into_bytes(),
        text("rsa2048.pkcs8.pem").into_bytes(),
        text("rsa2048.jwk.json").into_bytes(),
        file("rsa2048.pkcs1.der"),
        file("rsa2048.pkcs8.der"),
        STANDARD.encode(pem()).into_bytes(),
        pem().replace('\n', "\\n").into_bytes(),
        text("bag-attributes.pem").into_bytes(),
    ]
});

/// One change to a text of bytes.
#[derive(Clone, Debug)]
enum Change {
    Set(usize, u8),
    Remove(usize, usize),
    Insert(usize, Vec<u8>),
    Double(usize, usize),
    Cut(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let position = 0..4000usize;
    let length = 1..80usize;
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..6),
        proptest::sample::select(vec![
            "\\n",
            "\r\n",
            "\n",
            " ",
            "\"",
            "'",
            "-----",
            "-----BEGIN ",
            "-----END ",
            "\u{feff}",
            "{",
            "}",
            "=",
            "\\",
            "\\\"",
            "RSA PRIVATE KEY",
            "—",
            "\u{a0}",
            "MII",
            "\0",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    prop_oneof![
        (position.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (position.clone(), length.clone()).prop_map(|(at, length)| Change::Remove(at, length)),
        (position.clone(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (position.clone(), length).prop_map(|(at, length)| Change::Double(at, length)),
        position.prop_map(Change::Cut),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let range = |at: usize, length: usize| {
            let start = at % bytes.len().max(1);
            start.min(bytes.len())..(start + length).min(bytes.len())
        };
        match change {
            Change::Set(at, byte) => {
                let range = range(*at, 1);
                bytes[range].fill(*byte);
            }
            Change::Remove(at, length) => {
                let range = range(*at, *length);
                bytes.drain(range);
            }
            Change::Insert(at, piece) => {
                let start = range(*at, 0).start;
                bytes.splice(start..start, piece.iter().copied());
            }
            Change::Double(at, length) => {
                let piece = bytes[range(*at, *length)].to_vec();
                let start = range(*at, 0).start;
                bytes.splice(start..start, piece);
            }
            Change::Cut(at) => bytes.truncate(range(*at, 0).start),
        }
    }
    bytes
}

fn assert_right_or_refused(input: &[u8]) {
    match PrivateKey::parse(input) {
        Ok(key) => assert_eq!(key.thumbprint(), *THUMBPRINT),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Key);
            secrecy::assert_no_secret(&error, input);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_key_is_the_same_or_refused(
        start in 0..8usize,
        changes in proptest::collection::vec(change(), 1..4),
    ) {
        assert_right_or_refused(&changed(STARTS[start].clone(), &changes));
    }

    #[test]
    fn any_bytes_are_refused(input in proptest::collection::vec(any::<u8>(), 0..600)) {
        assert_right_or_refused(&input);
    }

    #[test]
    fn any_der_is_refused(input in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut der = vec![0x30, 0x82, (input.len() >> 8) as u8, input.len() as u8];
        der.extend(input);
        assert_right_or_refused(&der);
    }

    #[test]
    fn any_text_is_refused(
        input in "(-{0,6}(BEGIN|END)? ?(RSA |EC )?(PRIVATE|PUBLIC)? ?(KEY)?-{0,6}|[\\n\\\\nr\"'{}:, ]|[A-Za-z0-9+/=]{0,40}|.){0,12}"
    ) {
        assert_right_or_refused(input.as_bytes());
    }
}
