//! The secret for stored tokens, against OpenSSL's HMAC over the key's PKCS#1 DER:
//!
//! ```sh
//! openssl pkey -in KEY -traditional -outform DER |
//!   openssl dgst -sha256 -mac HMAC -macopt key:'docusign-jwt token store 1'
//! ```
#![allow(clippy::unwrap_used)]

use docusign_jwt::PrivateKey;

const KNOWN: [(&str, &str); 3] = [
    ("rsa2048.pkcs1.pem", "a3c0383ae6768b2e2e5ccd1ee44611c714feb6bc12478bf02604962f07461970"),
    ("rsa3072.pkcs1.pem", "f684ee0f740aa5becf1473ea65eb0819687242cdb83f024aa09b061e871054f9"),
    ("rsa4096.pkcs1.pem", "4709c7a3dd1cab913d6a42b1b54093bf46da2e99d34b3f6e2211a16870116291"),
];

fn secret(name: &str) -> String {
    let path = format!("{}/tests/vectors/keys/{name}", env!("CARGO_MANIFEST_DIR"));
    let key = PrivateKey::parse(std::fs::read(path).unwrap()).unwrap();
    key.store_secret().unwrap().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn agrees_with_openssl() {
    for (name, known) in KNOWN {
        assert_eq!(secret(name), known, "{name}");
    }
}

#[test]
fn is_the_same_for_every_form_of_one_key() {
    for name in [
        "rsa2048.pkcs1.der",
        "rsa2048.pkcs8.pem",
        "rsa2048.pkcs8.der",
        "rsa2048.jwk.json",
        "rsa2048-without-crt.jwk.json",
    ] {
        assert_eq!(secret(name), KNOWN[0].1, "{name}");
    }
}
