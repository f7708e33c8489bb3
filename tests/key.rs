//! Private keys as people have them: every format, every repair, every mistake.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "key/damage.rs"]
mod damage;
#[path = "key/fixtures.rs"]
mod fixtures;
#[path = "key/json.rs"]
mod json;
#[path = "key/mistakes.rs"]
mod mistakes;
#[path = "key/placeholders.rs"]
mod placeholders;
#[path = "key/properties.rs"]
mod properties;
#[path = "key/repairs.rs"]
mod repairs;
#[path = "key/secrecy.rs"]
mod secrecy;
#[path = "key/wrapped.rs"]
mod wrapped;

use std::path::PathBuf;

use docusign_jwt::{Code, Error, KeyRepair, PrivateKey};

/// A file out of `tests/vectors/keys`.
fn file(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "vectors", "keys"].iter().collect()
}

fn text(name: &str) -> String {
    String::from_utf8(file(name)).unwrap()
}

/// The key that most fixtures hold, as PKCS#1 PEM.
fn pem() -> String {
    text("rsa2048.pkcs1.pem")
}

/// The base64 between the first and the last line of a PEM, with its line breaks.
fn body(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with("-----")).collect::<Vec<_>>().join("\n")
}

fn thumbprint() -> String {
    PrivateKey::parse(pem()).unwrap().thumbprint()
}

fn refused(input: impl AsRef<[u8]>) -> Error {
    match PrivateKey::parse(&input) {
        Err(error) => error,
        Ok(key) => panic!("accepted as {:?}: {:?}", key.format(), shown(input.as_ref())),
    }
}

/// Asserts that the input is refused with the code, in a sentence that says what it is.
fn assert_refused(input: impl AsRef<[u8]>, code: Code, says: &str) {
    let error = refused(&input);
    assert_eq!(error.code(), code, "{error}, for {:?}", shown(input.as_ref()));
    assert!(error.message().contains(says), "{:?} does not say {says:?}", error.message());
    secrecy::assert_no_secret(&error, input.as_ref());
}

/// Asserts that the input is the usual key, and what it took to read it.
fn assert_repaired(input: impl AsRef<[u8]>, repairs: &[KeyRepair]) {
    match PrivateKey::parse(&input) {
        Ok(key) => {
            assert_eq!(key.thumbprint(), thumbprint());
            assert_eq!(key.repairs(), repairs, "for {:?}", shown(input.as_ref()));
        }
        Err(error) => panic!("{error}, for {:?}", shown(input.as_ref())),
    }
}

fn shown(input: &[u8]) -> String {
    String::from_utf8_lossy(input).chars().take(120).collect()
}
