//! Private keys in any form: a key that is whole, or a refusal that repeats nothing.
#![no_main]

use std::collections::HashSet;
use std::sync::LazyLock;

use docusign_jwt::{ErrorKind, PrivateKey};
use docusign_jwt_fuzz::bounded;
use libfuzzer_sys::fuzz_target;

/// Every twelve characters in a row of the key that the corpus is made of.
static RUNS: LazyLock<HashSet<&[u8]>> = LazyLock::new(|| {
    let pem = include_str!("../../tests/vectors/keys/rsa2048.pkcs1.pem");
    let lines = pem.lines().filter(|line| !line.starts_with('-'));
    lines.flat_map(|line| line.as_bytes().windows(12)).collect()
});

fn assert_silent(shown: &str) {
    assert!(!shown.as_bytes().windows(12).any(|run| RUNS.contains(run)), "{shown}");
}

fuzz_target!(|input: &[u8]| {
    match bounded(input, || PrivateKey::parse(input)) {
        Ok(key) => {
            assert!((2048..=4096).contains(&key.bits()));
            let der = key.to_pkcs1_der().unwrap();
            let again = PrivateKey::parse(&*der).unwrap();
            assert_eq!(*again.to_pkcs1_der().unwrap(), *der);
            assert_eq!(again.thumbprint(), key.thumbprint());
            assert!(again.repairs().is_empty());
            assert_silent(&format!("{key:?}"));
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Key);
            assert_silent(&format!("{error} {error:?} {}", error.remedy()));
        }
    }
});
