//! What people give in place of a key: names of keys, other settings, nothing at all.

use crate::{Code, Error};

/// Says what a text is, if it is something that is often given in place of a key.
pub(super) fn recognised(text: &str) -> Option<Error> {
    nothing(text)
        .or_else(|| foreign_format(text))
        .or_else(|| text.lines().nth(1).is_none().then(|| name_of_a_key(text)).flatten())
}

#[inline(never)]
fn nothing(text: &str) -> Option<Error> {
    if text.is_empty() {
        return Some(Error::new(Code::KeyEmpty, "The private key is empty."));
    }
    if text.starts_with("[object ") {
        let message = "The private key is the text \"[object …]\": an object, or a promise, was made into text.";
        let remedy =
            "Pass the object itself, or await it first; a JWK as text is JSON.stringify(jwk).";
        return Some(Error::new(Code::KeyEmpty, message).with_remedy(remedy));
    }
    let unset = ["undefined", "null", "none", "nil"];
    let word = unset.into_iter().find(|word| text.eq_ignore_ascii_case(word))?;
    let message = format!("The private key is the text \"{word}\": the variable was not set.");
    Some(Error::new(Code::KeyEmpty, message))
}

#[inline(never)]
fn foreign_format(text: &str) -> Option<Error> {
    if text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-") {
        return Some(Error::new(Code::KeyPublic, "This is a public key for SSH."));
    }
    if text.starts_with("PuTTY-User-Key-File") {
        let remedy = "Convert it with puttygen: puttygen key.ppk -O private-openssh, and then \
            ssh-keygen -p -m PEM -f keyfile.";
        let error = Error::new(Code::KeyOpenssh, "This is a key in PuTTY's format.");
        return Some(error.with_remedy(remedy));
    }
    if text.starts_with('<') && (text.contains("</") || text.contains("/>")) {
        return Some(unrecognised("This is XML or HTML, and no key in a known format."));
    }
    if text.starts_with('[') {
        let remedy = "Pass one key, as an object or as text, and several as an array of such.";
        return Some(unrecognised("This is a list in JSON, and no key.").with_remedy(remedy));
    }
    let is_numbers = text.len() > 50
        && text.contains(',')
        && text.chars().all(|c| c.is_ascii_digit() || c == ',' || c.is_ascii_whitespace());
    if is_numbers {
        let remedy = "Pass the Uint8Array itself, or decode it with TextDecoder if it holds text.";
        let message = "This is a list of numbers: bytes were made into text.";
        return Some(unrecognised(message).with_remedy(remedy));
    }
    None
}

/// A single line that names a key, or is another of the values that stand beside it.
#[inline(never)]
fn name_of_a_key(text: &str) -> Option<Error> {
    if crate::client_id::guid(text).is_some() {
        let message =
            "This is a GUID, such as an integration key or a user ID, and no private key.";
        return Some(unrecognised(message));
    }
    if text.len() > 2000 || text.contains("-----") {
        return None;
    }
    if text.starts_with("eyJ") && text.matches('.').count() >= 2 {
        return Some(unrecognised("This is a token, and no private key."));
    }
    if is_path(text) {
        let remedy = "Read the file first, and pass its content.";
        return Some(unrecognised("This is the path of a file, and no key.").with_remedy(remedy));
    }
    if text.contains("://") || text.starts_with("arn:") {
        let remedy = "Fetch the key from there first, and pass what it answers.";
        return Some(unrecognised("This is the address of a key, and no key.").with_remedy(remedy));
    }
    if is_placeholder(text) {
        let remedy = "Put the key in its place. Is the variable expanded where this is read?";
        let message = "This is a placeholder, or the name of a variable, and no key.";
        return Some(unrecognised(message).with_remedy(remedy));
    }
    None
}

fn is_path(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let has_drive = matches!(lower.as_bytes(), [b'a'..=b'z', b':', b'\\' | b'/', ..]);
    has_drive
        || ["/", "./", "../", "~/", "\\\\", "file:"].iter().any(|start| lower.starts_with(start))
        || [".pem", ".key", ".der", ".txt", ".json"].iter().any(|end| lower.ends_with(end))
}

fn is_placeholder(text: &str) -> bool {
    let marked = ["$", "{{", "<", "process.env", "Deno.env", "import.meta.env", "env."];
    let lower = text.to_ascii_lowercase();
    let is_name = text.len() < 80
        && ["key", "secret", "pem"].iter().any(|word| lower.contains(word))
        && text.chars().all(|c| c.is_ascii_alphabetic() || "_-. ".contains(c));
    is_name
        || marked.iter().any(|start| text.starts_with(start))
        || (text.starts_with('%') && text.ends_with('%'))
}

fn unrecognised(message: &str) -> Error {
    Error::new(Code::KeyUnrecognized, message)
}
