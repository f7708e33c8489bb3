//! RS256 against the vectors of the standards and the signatures of OpenSSL.
#![allow(clippy::unwrap_used, clippy::panic)]

#[cfg(not(target_arch = "wasm32"))]
#[path = "rs256/pairs.rs"]
mod pairs;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use docusign_jwt::PrivateKey;
use serde_json::Value;

fn assert_signs_as(vector: &str) {
    let vector: Value = serde_json::from_str(vector).unwrap();
    let key = PrivateKey::parse(vector["key"].to_string()).unwrap();
    let [protected, payload, signature] =
        ["protected", "payload", "signature"].map(|name| vector[name].as_str().unwrap());
    let input = format!("{protected}.{payload}");
    assert_eq!(URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes()).unwrap()), signature);
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    assert!(key.verifies(input.as_bytes(), &signature));
}

#[test]
fn rfc_7515_appendix_a_2() {
    assert_signs_as(include_str!("vectors/rfc7515-a2.json"));
}

#[test]
fn rfc_7520_section_4_1() {
    assert_signs_as(include_str!("vectors/rfc7520-4.1.json"));
}

fn key(name: &str) -> PrivateKey {
    let path: std::path::PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "tests", "vectors", "keys", name].iter().collect();
    PrivateKey::parse(std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn every_size_signs_as_openssl_does() {
    let vector: Value =
        serde_json::from_str(include_str!("vectors/openssl-signatures.json")).unwrap();
    let data = vector["data"].as_str().unwrap().as_bytes();
    let signatures = vector["signatures"].as_object().unwrap();
    assert_eq!(signatures.len(), 4);
    for (name, expected) in signatures {
        let key = key(name);
        let signature = key.sign(data).unwrap();
        assert_eq!(signature.len() * 8, key.bits(), "{name}");
        assert_eq!(URL_SAFE_NO_PAD.encode(&signature), expected.as_str().unwrap(), "{name}");
    }
}

#[test]
fn signing_twice_gives_the_same_signature() {
    let key = key("rsa2048.pkcs1.pem");
    let first = key.sign(b"data").unwrap();
    for _ in 0..4 {
        assert_eq!(key.sign(b"data").unwrap(), first);
    }
    assert_ne!(key.sign(b"date").unwrap(), first);
    assert!(key.verifies(b"", &key.sign(b"").unwrap()));
    let long = vec![7; 1_000_000];
    assert!(key.verifies(&long, &key.sign(&long).unwrap()));
}

#[test]
fn nothing_else_verifies() {
    let key = key("rsa2048.pkcs1.pem");
    let signature = key.sign(b"data").unwrap();
    assert!(key.verifies(b"data", &signature));
    assert!(!key.verifies(b"date", &signature));
    assert!(!key.verifies(b"", &signature));
    for position in (0..signature.len()).step_by(15) {
        let mut wrong = signature.clone();
        wrong[position] ^= 1;
        assert!(!key.verifies(b"data", &wrong), "{position}");
    }
    assert!(!key.verifies(b"data", &signature[1..]));
    assert!(!key.verifies(b"data", &[&[0], signature.as_slice()].concat()));
    assert!(!key.verifies(b"data", &[]));
    assert!(!key.verifies(b"data", &[0; 256]));
    assert!(!key.verifies(b"data", &[0xff; 256]));
    let other = self::key("rsa2048-e3.pkcs8.pem");
    assert!(!other.verifies(b"data", &signature));
}
