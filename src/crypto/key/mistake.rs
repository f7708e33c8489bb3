//! Common mistakes in place of a key: file names, other settings, empty values.

use super::{placeholder, value};
use crate::error::{Code, Error};
use crate::wire::{Find, Syntax, lower};

/// Returns the error for a text that is a common mistake.
pub(super) fn recognized(text: &str) -> Option<Error> {
    foreign_format(text)
        .or_else(|| text.lines().nth(1).is_none().then(|| name_of_a_key(text)).flatten())
        .or_else(|| placeholder::recognized(text))
}

/// Returns the error for an empty value, or for one such as `undefined`.
#[inline(never)]
pub(super) fn nothing(text: &str) -> Option<Error> {
    if text.is_empty() {
        return Some(Error::new(Code::KeyEmpty, "The private key is empty."));
    }
    if let Some(error) = value::of_text(text) {
        return Some(error);
    }
    let unset = ["undefined", "null", "none", "nil"];
    let word = unset.into_iter().find(|word| text.eq_ignore_ascii_case(word))?;
    let message = format!("The private key is the text \"{word}\": the variable was not set.");
    Some(Error::new(Code::KeyEmpty, message))
}

#[inline(never)]
fn foreign_format(text: &str) -> Option<Error> {
    if text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-") {
        return Some(Error::new(Code::KeyPublic, "This is an SSH public key."));
    }
    if text.starts_with("PuTTY-User-Key-File") {
        let remedy = "Convert it: puttygen key.ppk -O private-openssh -o keyfile, then ssh-keygen -p -m PEM -f keyfile.";
        let error = Error::new(Code::KeyOpenssh, "This is a key in PuTTY's format.");
        return Some(error.with_remedy(remedy));
    }
    if text.starts_with('<')
        && !text.includes("BEGIN")
        && (text.includes("</") || text.includes("/>"))
    {
        return Some(unrecognized("This is XML or HTML, not a key in a known format."));
    }
    let is_numbers = text.len() > 50
        && text.includes_char(',')
        && text.chars().all(|c| c.is_ascii_digit() || c == ',' || c.is_ascii_whitespace());
    if is_numbers {
        return Some(numbers());
    }
    None
}

pub(super) fn numbers() -> Error {
    let remedy = "Pass the Uint8Array itself. If it contains text, decode it with TextDecoder.";
    unrecognized("This is a list of numbers: a program turned bytes into text or JSON.")
        .with_remedy(remedy)
}

/// The error for JSON without a key. `fields` are its fields.
pub(super) fn no_key_in_json(fields: &str) -> Error {
    let remedy = match fields {
        "" => "Pass the PEM, or a JWK.".to_owned(),
        fields => {
            format!("Pass the value of the field that contains the key. The fields are {fields}.")
        }
    };
    unrecognized("This JSON or object contains no private key.").with_remedy(remedy)
}

/// The error for invalid JSON.
pub(super) fn broken_json(text: &str, syntax: Syntax) -> Error {
    match syntax {
        _ if text.starts_with('[') => unrecognized("This looks like a list but is not valid JSON."),
        Syntax::EndsEarly => Error::new(Code::KeyTruncated, "The key's JSON is incomplete."),
        Syntax::Unexpected => {
            Error::new(Code::KeyMalformed, "The key looks like a JWK but is not valid JSON.")
        }
    }
}

/// The error for a single line such as a path, a GUID or a token.
#[inline(never)]
fn name_of_a_key(text: &str) -> Option<Error> {
    if crate::wire::guid(text).is_some() {
        let message = "This is a GUID, such as an integration key or a user ID, not a private key.";
        return Some(unrecognized(message));
    }
    if text.len() > 2000 || text.includes("-----") {
        return None;
    }
    if text.starts_with("eyJ") && text.matches('.').count() >= 2 {
        return Some(unrecognized("This is a token, not a private key."));
    }
    if is_path(text) {
        let remedy = "Read the file first, and pass its content.";
        return Some(unrecognized("This is the path of a file, not a key.").with_remedy(remedy));
    }
    None
}

fn is_path(text: &str) -> bool {
    let lower = lower(text);
    let has_drive = matches!(lower.as_bytes(), [b'a'..=b'z', b':', b'\\' | b'/', ..]);
    has_drive
        || ["/", "./", "../", "~/", "\\\\", "file:"].iter().any(|start| lower.starts_with(start))
        || [".pem", ".key", ".der", ".txt", ".json"].iter().any(|end| lower.ends_with(end))
}

fn unrecognized(message: &str) -> Error {
    Error::new(Code::KeyUnrecognized, message)
}
