//! A text that may be a key leaves no copy in memory that is freed: as a key, be it read or refused, and in any other option.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use docusign_jwt::{ClientId, Environment, Origin, PrivateKey, Scopes, UserId};
use watched_memory::{Watched, leaks};

#[global_allocator]
static MEMORY: Watched = Watched;

const PEM: &str = include_str!("../../../emulator/fixtures/integration.pem");

/// Pieces of the secret numbers: of the text, of the text in lower case, of the bytes. The modulus before them is public.
fn secrets() -> Vec<Vec<u8>> {
    let lines: Vec<&str> = PEM.lines().filter(|line| !line.starts_with('-')).collect();
    let bytes = STANDARD.decode(lines.concat()).expect("a PEM has base64");
    let pieces = lines[8..lines.len() - 1].iter().flat_map(|line| {
        let piece = &line[20..40];
        [piece.as_bytes().to_vec(), piece.to_ascii_lowercase().into_bytes()]
    });
    pieces.chain(bytes[300..].chunks_exact(16).map(<[u8]>::to_vec)).collect()
}

/// A key as people have it: whole, cut, wrapped, escaped, in the wrong place.
fn texts() -> Vec<(&'static str, String)> {
    let cut = &PEM[..PEM.len() - 60];
    let escaped = |text: &str| text.replace('\n', "\\n");
    let lines: Vec<String> = PEM.lines().map(|line| format!("\"{line}\"")).collect();
    let bare: String = PEM.lines().filter(|line| !line.starts_with('-')).collect();
    vec![
        ("a PEM", PEM.to_owned()),
        ("cut", cut.to_owned()),
        ("spaces for line ends", PEM.replace('\n', " ")),
        ("escapes", escaped(PEM)),
        ("escapes, cut", escaped(cut)),
        ("a field of JSON", format!("{{\"private_key\":\"{}\"}}", escaped(PEM))),
        ("a field of JSON, cut", format!("{{\"private_key\":\"{}\"}}", escaped(cut))),
        ("the name of a field", format!("{{\"{}\":1}}", escaped(cut))),
        ("a list of lines", format!("[{}]", lines.join(","))),
        ("a public label", PEM.replace("PRIVATE", "PUBLIC")),
        ("an encrypted label", PEM.replace("-----\nMII", "-----\nProc-Type: 4,ENCRYPTED\n\nMII")),
        ("without labels", bare.clone()),
        ("without labels, cut", bare[..1200].to_owned()),
        ("base64 of the PEM", STANDARD.encode(PEM)),
        ("base64 of a cut PEM", STANDARD.encode(cut)),
        ("spaces for plus signs", PEM.replace('+', " ")),
        ("percent-encoding", PEM.replace('\n', "%0A").replace('+', "%2B")),
        ("quotes", format!("\"{PEM}\"")),
        ("HTML", PEM.replace('\n', "<br>")),
        ("an assignment", format!("DOCUSIGN_PRIVATE_KEY={PEM}")),
        ("a wrong character", PEM.replacen('A', "!", 4)),
        ("a URL", format!("https://example.com/{}", escaped(cut))),
        ("dots at the end", format!("{}...", &PEM[..1000])),
        ("twice", format!("{PEM}{PEM}")),
    ]
}

fn no_leak(read: impl Fn(&str)) {
    let secrets = secrets();
    for (name, text) in texts() {
        assert_eq!(leaks(&secrets, || read(&text)), 0, "{name}");
    }
}

#[test]
fn as_a_key() {
    no_leak(|text| match PrivateKey::parse(text) {
        Ok(key) => drop(key.sign(b"a message")),
        Err(error) => drop(error.to_string()),
    });
}

#[test]
fn as_an_id() {
    no_leak(|text| drop(UserId::parse(text)));
    no_leak(|text| drop(ClientId::parse(text)));
}

#[test]
fn as_an_environment() {
    no_leak(|text| drop(text.parse::<Environment>()));
    no_leak(|text| drop(Environment::custom(text, Some(text), Some(text))));
    no_leak(|text| drop(Origin::parse(text)));
}

#[test]
fn as_a_scope() {
    no_leak(|text| drop(Scopes::new([text])));
}

#[test]
fn a_copy_that_is_not_wiped_is_found() {
    let secrets = secrets();
    assert_eq!(leaks(&secrets, || drop(PEM.to_owned())), 1);
    assert_eq!(leaks(&secrets, || drop(PEM.to_ascii_lowercase())), 1);
    let mut grown = Vec::with_capacity(PEM.len());
    grown.extend_from_slice(PEM.as_bytes());
    assert_eq!(leaks(&secrets, || grown.reserve(10_000)), 1, "a block that moves");
}
