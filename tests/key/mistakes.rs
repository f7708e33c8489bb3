//! What is given in place of a key, and the sentence that says so.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use docusign_jwt::Code;

use crate::{assert_refused, body, file, pem, refused, text};

#[test]
fn an_empty_or_unset_value_is_named() {
    for empty in ["", " ", "\n\r\n\t", "\u{feff}", "\"\"", "''", "\" \"", "\0"] {
        assert_refused(empty, Code::KeyEmpty, "empty");
    }
    for unset in ["undefined", "null", "None", "nil", "\"undefined\"", " null\n", "NULL"] {
        assert_refused(unset, Code::KeyEmpty, "not set");
    }
    for object in ["[object Object]", "[object Promise]", "[object CryptoKey]"] {
        assert_refused(object, Code::KeyEmpty, "object");
    }
}

#[test]
fn a_path_an_address_or_a_placeholder_is_named() {
    for path in [
        "/etc/docusign/private.key",
        "./private.pem",
        "../keys/docusign",
        "~/.docusign/key",
        "private.key",
        "C:\\new\\docusign\\private.pem",
        "C:\\keys\\docusign",
        "file:///etc/private.pem",
        "/run/secrets/docusign_private_key",
    ] {
        assert_refused(path, Code::KeyUnrecognized, "path");
        assert!(refused(path).remedy().contains("Read the file"), "{path}");
    }
    for address in [
        "https://example.com/key",
        "op://vault/docusign/key",
        "arn:aws:secretsmanager:eu:1:secret:x",
    ] {
        assert_refused(address, Code::KeyUnrecognized, "address");
    }
    for placeholder in [
        "$DOCUSIGN_PRIVATE_KEY",
        "${PRIVATE_KEY}",
        "$(cat private.pem)",
        "%PRIVATE_KEY%",
        "{{ private_key }}",
        "<your private key>",
        "process.env.PRIVATE_KEY",
        "YOUR_PRIVATE_KEY",
        "DOCUSIGN_PRIVATE_KEY",
    ] {
        assert_refused(placeholder, Code::KeyUnrecognized, "placeholder");
    }
}

#[test]
fn a_guid_a_token_or_a_password_is_named() {
    let guid = "5f6b2c1e-0d7a-4f0e-9b59-2a4b8e1c7d33";
    assert_refused(guid, Code::KeyUnrecognized, "GUID");
    assert_refused(guid.to_uppercase(), Code::KeyUnrecognized, "GUID");
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ";
    assert_refused(jwt, Code::KeyUnrecognized, "token");
    assert_refused("hunter2", Code::KeyUnrecognized, "not a key");
}

#[test]
fn public_keys_and_foreign_formats_are_named() {
    assert_refused(STANDARD.encode(file("public.spki.der")), Code::KeyPublic, "public key");
    assert_refused(body(&text("public.spki.pem")), Code::KeyPublic, "public key");
    assert_refused(STANDARD.encode(text("certificate.pem")), Code::KeyCertificate, "certificate");
    let ssh2 = "---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2E=\n---- END SSH2 PUBLIC KEY ----";
    assert_refused(ssh2, Code::KeyPublic, "public key");
    let putty = "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n";
    assert_refused(putty, Code::KeyOpenssh, "PuTTY");
    let xml = "<RSAKeyValue><Modulus>AQAB</Modulus><D>AQAB</D></RSAKeyValue>";
    assert_refused(xml, Code::KeyUnrecognized, "XML");
    let page = "<!DOCTYPE html><html><body>Log in</body></html>";
    assert_refused(page, Code::KeyUnrecognized, "XML");
    let pgp = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY\n-----END PGP PRIVATE KEY BLOCK-----";
    assert_refused(pgp, Code::KeyUnrecognized, "PGP");
    let parameters = "-----BEGIN DH PARAMETERS-----\nMIIB\n-----END DH PARAMETERS-----";
    assert_refused(parameters, Code::KeyUnrecognized, "not a private key");
}

#[test]
fn json_that_is_not_a_private_jwk_is_refused() {
    assert_refused("{}", Code::KeyUnrecognized, "JSON");
    assert_refused(r#"{"kty":"RSA"}"#, Code::KeyPublic, "public key");
    assert_refused(r#"{"kty":"RSA","d":"AQAB"}"#, Code::KeyMalformed, "no n");
    assert_refused(r#"{"type":"Buffer","data":[45,45]}"#, Code::KeyUnrecognized, "JSON");
    assert_refused(r#"{"kty":"RSA","d":7}"#, Code::KeyMalformed, "JWK");
    assert_refused(text("rsa2048.jwk.json").replace("\"d\"", "\"x\""), Code::KeyPublic, "public");
    let multi = text("rsa2048.jwk.json").replace("\"qi\"", "\"oth\": [{}], \"qi\"");
    assert_refused(multi, Code::KeyUnsupported, "two primes");
    let half = text("rsa2048.jwk.json").replace("\"q\":", "\"x\":");
    assert_refused(half, Code::KeyMalformed, "no q");
}

#[test]
fn a_list_of_numbers_is_named() {
    let numbers: Vec<String> = pem().bytes().map(|byte| byte.to_string()).collect();
    assert_refused(numbers.join(","), Code::KeyUnrecognized, "numbers");
    assert_refused(format!("[{}]", numbers.join(", ")), Code::KeyUnrecognized, "list");
}

#[test]
fn unknown_bytes_are_refused() {
    assert_refused([0xff; 1200], Code::KeyUnrecognized, "neither text nor");
    assert_refused([0u8; 64], Code::KeyEmpty, "empty");
    let mut state = 1u32;
    let random: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(1200)
    .collect();
    assert_refused(&random, Code::KeyUnrecognized, "neither text nor");
    assert_refused(STANDARD.encode(&random), Code::KeyUnrecognized, "neither text nor");
}

#[test]
fn huge_inputs_are_refused() {
    let huge = refused(vec![b'A'; 10_000_000]);
    assert_eq!(huge.code(), Code::KeyUnrecognized);
    assert!(huge.message().contains("10000000 bytes"), "{huge}");
    assert_refused("-----BEGIN ".repeat(5_000), Code::KeyUnrecognized, "not a private key");
    let unfinished = "-----BEGIN RSA PRIVATE KEY-----\n".repeat(2_000);
    assert_refused(unfinished, Code::KeyTruncated, "last line");
    assert_refused("{\"a\":".repeat(10_000), Code::KeyMalformed, "not valid JSON");
    assert_refused("[".repeat(60_000), Code::KeyUnrecognized, "list");
    assert_refused("\"".repeat(60_000), Code::KeyEmpty, "empty");
    assert_refused("\\".repeat(60_000), Code::KeyUnrecognized, "not a key");
}
