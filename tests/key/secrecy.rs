//! No message, remedy or `Debug` shows any of what was given.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use docusign_jwt::{Error, PrivateKey};

use crate::{body, file, folder, pem, refused};

/// Characters of the input in a row that would count as shown.
const RUN: usize = 12;

/// Asserts that no text of the error has a run of base64 or hexadecimal characters that also stands in
/// the input.
pub(crate) fn assert_no_secret(error: &Error, input: &[u8]) {
    let said = format!("{error} {error:?} {:#?} {} {}", error, error.message(), error.remedy());
    assert_none_shown(&said, input);
}

fn assert_none_shown(said: &str, input: &[u8]) {
    let shown: HashSet<&[u8]> = said.as_bytes().windows(RUN).collect();
    let encoded = STANDARD.encode(input);
    let hexadecimal: String = input.iter().map(|byte| format!("{byte:02x}")).collect();
    for form in [input, encoded.as_bytes(), hexadecimal.as_bytes()] {
        let key_like =
            |run: &&[u8]| run.iter().all(|c| c.is_ascii_alphanumeric() || b"+/=-_".contains(c));
        if let Some(run) = form.windows(RUN).filter(key_like).find(|run| shown.contains(run)) {
            panic!("{said:?} shows {:?} of the input", String::from_utf8_lossy(run));
        }
    }
}

#[test]
fn the_check_itself_sees_a_leak() {
    let pem = pem();
    let leak = format!("Cannot read {}", body(&pem).get(100..120).unwrap());
    let caught = std::panic::catch_unwind(|| assert_none_shown(&leak, pem.as_bytes()));
    assert!(caught.is_err());
}

#[test]
fn no_file_shows_in_what_is_said_of_it() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let input = std::fs::read(entry.unwrap().path()).unwrap();
        match PrivateKey::parse(&input) {
            Ok(key) => assert_none_shown(&format!("{key:?} {:?}", key.repairs()), &input),
            Err(error) => assert_no_secret(&error, &input),
        }
    }
}

#[test]
fn no_damaged_key_shows_in_what_is_said_of_it() {
    let (pem, body) = (pem(), body(&pem()));
    let line = body.lines().nth(5).unwrap();
    for input in [
        // The key where the label belongs.
        format!("-----BEGIN {line}-----\n{body}\n-----END {line}-----"),
        format!("-----BEGIN {line} PRIVATE KEY-----\n{body}"),
        format!("-----BEGIN RSA PRIVATE KEY {body}"),
        format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END {line}-----"),
        pem.replace("RSA PRIVATE KEY", line),
        // The key where members and types of a JWK belong.
        format!(r#"{{"kty":"{line}","d":"{line}"}}"#),
        format!(r#"{{"{line}":"{line}","{line}":1}}"#),
        format!(r#"{{"kty":"RSA","d":"{line}!","n":"{line}","e":"AQAB"}}"#),
        format!(r#"{{"kty":"RSA","d":["{line}"]}}"#),
        format!(r#"{{"kty":"RSA" {line}"#),
        // The key where a path or a variable belongs.
        format!("/{line}/{line}.pem"),
        format!("${{{line}}}"),
        format!("{line} {line}"),
        line.to_owned(),
    ] {
        assert_no_secret(&refused(&input), input.as_bytes());
    }
}

#[test]
fn debug_shows_size_and_thumbprint_alone() {
    let key = PrivateKey::parse(file("rsa2048.pkcs1.pem")).unwrap();
    let shown = format!("{key:?}");
    assert!(shown.contains("2048") && shown.contains(&key.thumbprint()), "{shown}");
    assert!(shown.len() < 150, "{shown}");
}
