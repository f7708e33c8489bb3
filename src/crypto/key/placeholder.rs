//! Placeholders in place of a key: masks of tools, names of variables, references.

use super::text::{without_end, without_start};
use crate::error::{Code, Error};
use crate::wire::{Find, lower};

/// Prefixes of values that a tool has encrypted.
const ENCRYPTED: [&str; 5] = ["enc[", "$ansible_vault", "{cipher}", "encrypted:", "secure:"];

/// Prefixes of references to secrets that are not URLs.
const REFERENCES: [&str; 14] = [
    "arn:",
    "projects/",
    "@microsoft.keyvault",
    "{{resolve:",
    "${ssm",
    "${secretsmanager",
    "vault:",
    "ssm:",
    "secretsmanager:",
    "keyvault:",
    "secret:",
    "secretref:",
    "ref+",
    "env:",
];

/// Words that tools show in place of a value.
const HIDES: [&str; 11] = [
    "sensitive",
    "redact",
    "mask",
    "hidden",
    "filtered",
    "removed",
    "secure",
    "protected",
    "omitted",
    "no_log",
    "encrypted",
];

/// Words that people write as placeholders.
const PLACES: [&str; 15] = [
    "key",
    "secret",
    "pem",
    "change",
    "replace",
    "your",
    "todo",
    "tbd",
    "fixme",
    "placeholder",
    "insert",
    "paste",
    "dummy",
    "example",
    "password",
];

/// Prefixes of code that reads a variable.
const CODE: [&str; 6] =
    ["process.env", "deno.env", "bun.env", "import.meta.env", "env.", "secrets."];

/// A longer text may be a key.
const LONGEST: usize = 300;

/// Returns the error for a text that is a placeholder or a reference.
#[inline(never)]
pub(super) fn recognized(text: &str) -> Option<Error> {
    if text.len() > 2000 || text.includes("-----BEGIN") {
        return None;
    }
    if is_mask(text) {
        return Some(masked());
    }
    let lower = lower(text);
    let starts = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    if starts(&ENCRYPTED) {
        let remedy = "Decrypt the value with that tool, and pass the result.";
        return Some(unrecognized("A tool has encrypted this value.", remedy));
    }
    if text.lines().nth(1).is_some() {
        return None;
    }
    if text.includes("://") || text.len() < LONGEST && starts(&REFERENCES) {
        let remedy = "Fetch the secret from there, and pass its value.";
        let message =
            "This is a reference to a secret, such as its address, not the secret's value.";
        return Some(unrecognized(message, remedy));
    }
    let is_bracket: fn(char) -> bool =
        |c| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '/' | '=');
    let inside = without_end(without_start(text, is_bracket), is_bracket);
    let is_words = (1..100).contains(&inside.len())
        && inside.bytes().all(|c| c.is_ascii_alphanumeric() || b"_-. $|/:'".contains(&c));
    let is_bracketed = !text.starts_with(inside) && !text.ends_with(inside);
    let has = |words: &[&str]| words.iter().any(|word| lower.includes(word));
    if is_words && has(&HIDES) && !text.starts_with('$') {
        return Some(masked());
    }
    let is_name = is_words && (is_bracketed || has(&PLACES)) && !text.starts_with("MII");
    let is_template = matches!(text.as_bytes(), [b'$' | b'<' | b'%' | b'#', ..] | [b'{', b'{', ..]);
    if is_name || text.len() < LONGEST && is_template || starts(&CODE) {
        let remedy = "Replace it with the key. Check that the program that reads this value expands variables.";
        let message = "This is a placeholder or the name of a variable, which nothing replaced with the secret.";
        return Some(unrecognized(message, remedy));
    }
    None
}

/// Returns the error for a placeholder between the first and the last line of a key.
pub(super) fn within(body: &str) -> Option<Error> {
    let inside = body.trim();
    let is_bracketed = matches!(inside.as_bytes(), [b'[' | b'<' | b'{' | b'$' | b'(', ..]);
    let is_short = ["...", "…"].iter().any(|sign| inside.includes(sign));
    let is_hidden = lower(inside).includes("redacted");
    (is_mask(inside) || is_bracketed || is_short || is_hidden).then(masked)
}

/// Whether a text contains mask characters.
fn is_mask(text: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || "*•●·█▇xX.…-_#?".includes_char(c);
    let signs = text.len() >= 3 && text.chars().all(is_sign);
    signs || ["***", "•••", "●●●", "███"].iter().any(|sign| text.includes(sign))
}

fn masked() -> Error {
    let remedy =
        "Read the secret itself: tools hide it in logs, listings, exports and pulled .env files.";
    let message = "This is a mask that a tool shows in place of the secret.";
    unrecognized(message, remedy)
}

fn unrecognized(message: &str, remedy: &str) -> Error {
    Error::new(Code::KeyUnrecognized, message).with_remedy(remedy)
}
