//! Every file in `tests/vectors/keys`, as OpenSSL and others made it.

use std::collections::BTreeSet;

use docusign_jwt::{Code, KeyFormat, KeyRepair, PrivateKey};

use crate::{assert_refused, file, folder, text, thumbprint};

const GOOD: &[(&str, KeyFormat, usize, &[KeyRepair])] = &[
    ("bag-attributes.pem", KeyFormat::Pkcs8Pem, 2048, &[KeyRepair::TextAround]),
    ("rsa2048.pkcs1.pem", KeyFormat::Pkcs1Pem, 2048, &[]),
    ("rsa2048.pkcs1.der", KeyFormat::Pkcs1Der, 2048, &[]),
    ("rsa2048.pkcs8.pem", KeyFormat::Pkcs8Pem, 2048, &[]),
    ("rsa2048.pkcs8.der", KeyFormat::Pkcs8Der, 2048, &[]),
    ("rsa2048.jwk.json", KeyFormat::Jwk, 2048, &[]),
    ("rsa2048-without-crt.jwk.json", KeyFormat::Jwk, 2048, &[]),
    ("rsa2048-e3.pkcs8.pem", KeyFormat::Pkcs8Pem, 2048, &[]),
    ("rsa3072.pkcs1.pem", KeyFormat::Pkcs1Pem, 3072, &[]),
    ("rsa4096.pkcs1.pem", KeyFormat::Pkcs1Pem, 4096, &[]),
];

const BAD: &[(&str, Code, &str)] = &[
    ("bundle.p12", Code::KeyUnrecognized, "PKCS#12"),
    ("certificate.der", Code::KeyCertificate, "certificate"),
    ("certificate.pem", Code::KeyCertificate, "certificate"),
    ("dsa.pkcs8.pem", Code::KeyNotRsa, "DSA"),
    ("dsa.traditional.pem", Code::KeyNotRsa, "DSA"),
    ("ec.jwk.json", Code::KeyNotRsa, "EC"),
    ("ec.pkcs8.der", Code::KeyNotRsa, "EC"),
    ("ec.pkcs8.pem", Code::KeyNotRsa, "EC"),
    ("ec.sec1.der", Code::KeyNotRsa, "EC"),
    ("ec.sec1.pem", Code::KeyNotRsa, "EC"),
    ("ed25519.jwk.json", Code::KeyNotRsa, "OKP"),
    ("ed25519.pkcs8.der", Code::KeyNotRsa, "Ed25519"),
    ("ed25519.pkcs8.pem", Code::KeyNotRsa, "Ed25519"),
    ("encrypted.pkcs8.der", Code::KeyEncrypted, "passphrase"),
    ("encrypted.pkcs8.pem", Code::KeyEncrypted, "passphrase"),
    ("encrypted.traditional.pem", Code::KeyEncrypted, "passphrase"),
    ("oct.jwk.json", Code::KeyNotRsa, "oct"),
    ("openssh.pem", Code::KeyOpenssh, "OpenSSH"),
    ("public.jwk.json", Code::KeyPublic, "public key"),
    ("public.pkcs1.der", Code::KeyPublic, "public key"),
    ("public.pkcs1.pem", Code::KeyPublic, "public key"),
    ("public.spki.der", Code::KeyPublic, "public key"),
    ("public.spki.pem", Code::KeyPublic, "public key"),
    ("request.der", Code::KeyCertificate, "certificate"),
    ("request.pem", Code::KeyCertificate, "certificate"),
    ("rsa1024.pkcs1.pem", Code::KeyTooSmall, "1024 bits"),
    ("rsa2048-3primes.pkcs8.pem", Code::KeyUnsupported, "two primes"),
    ("rsa2048-pss.pkcs8.pem", Code::KeyUnsupported, "PSS"),
    ("rsa2048-without-primes.jwk.json", Code::KeyUnsupported, "primes"),
    ("rsa8192.pkcs1.pem", Code::KeyUnsupported, "8192 bits"),
    ("ssh-public.txt", Code::KeyPublic, "SSH"),
];

#[test]
fn good_files_are_read() {
    for (name, format, bits, repairs) in GOOD {
        let key = PrivateKey::parse(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(key.format(), *format, "{name}");
        assert_eq!(key.bits(), *bits, "{name}");
        assert_eq!(key.repairs(), *repairs, "{name}");
        if *bits == 2048 && !name.contains("-e3") {
            assert_eq!(key.thumbprint(), thumbprint(), "{name}");
        }
    }
}

#[test]
fn bad_files_are_refused_for_what_they_are() {
    for (name, code, says) in BAD {
        println!("{name}");
        assert_refused(file(name), *code, says);
    }
}

#[test]
fn no_file_is_forgotten() {
    let listed: BTreeSet<_> =
        GOOD.iter().map(|good| good.0).chain(BAD.iter().map(|bad| bad.0)).collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "README.md" || listed.contains(name.as_str()), "{name} is not listed");
    }
}

#[test]
fn the_public_key_is_what_openssl_writes() {
    let key = PrivateKey::parse(file("rsa2048.pkcs1.der")).unwrap();
    assert_eq!(key.public_key_pem(), text("public.spki.pem"));
    for name in ["rsa3072.pkcs1.pem", "rsa4096.pkcs1.pem"] {
        let pem = PrivateKey::parse(file(name)).unwrap().public_key_pem();
        assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"), "{name}");
        assert_refused(pem, Code::KeyPublic, "public key");
    }
}

#[test]
fn the_secret_der_is_what_openssl_writes() {
    for name in ["rsa2048.pkcs8.pem", "rsa2048.jwk.json", "rsa2048-without-crt.jwk.json"] {
        let key = PrivateKey::parse(file(name)).unwrap();
        assert_eq!(*key.to_pkcs1_der().unwrap(), file("rsa2048.pkcs1.der"), "{name}");
    }
}

#[test]
fn the_thumbprint_is_that_of_rfc_7638() {
    let vector = include_str!("../vectors/rfc7638-3.1.json");
    let vector: serde_json::Value = serde_json::from_str(vector).unwrap();
    let key = PrivateKey::parse(vector["key"].to_string()).unwrap();
    assert_eq!(key.thumbprint(), vector["thumbprint"]);
}

#[test]
fn a_clone_is_the_same_key() {
    let key = PrivateKey::parse(file("rsa2048.pkcs1.pem")).unwrap();
    let clone = key.clone();
    let signature = key.sign(b"data").unwrap();
    drop(key);
    assert!(clone.verifies(b"data", &signature));
}
