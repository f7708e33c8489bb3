//! The spelling of scopes: what a text means, and which word is misspelled.

use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use crate::config::known_scopes::KNOWN_SCOPES;
use crate::error::{Code, Error, Result};
use crate::wire::{Find, has_word, is_within, lower, quoted};

/// The longest known scope has 31 characters; a line of a key has 64.
const LONGEST: usize = 60;

/// More than Docusign has.
pub(super) const MOST: usize = 100;

/// The characters of a scope: those of RFC 6749, section 3.3, without separators and characters of an encoding.
fn is_of_scope(c: char) -> bool {
    c.is_ascii_graphic() && !"\"'`\\,;|+%=&<>()[]{}".includes_char(c)
}

pub(super) fn check(word: &str) -> Result<()> {
    let shown = || quoted(word, LONGEST);
    let known = |word: &str| has_word(KNOWN_SCOPES, word);
    let lower = lower(word);
    let reason = if word.is_empty() {
        "A scope is empty.".to_owned()
    } else if word.contains(char::is_whitespace) {
        format!("\"{}\" contains several scopes in one string.", shown())
    } else if let Some(odd) = word.chars().find(|c| !is_of_scope(*c)) {
        format!("\"{}\" contains the character '{odd}', which is not allowed in a scope.", shown())
    } else if word.len() > LONGEST {
        format!("A scope has {} characters.", word.len())
    } else if known(word) {
        return Ok(());
    } else if known(&lower) {
        format!("\"{}\" contains capitals. Docusign's scopes are lower case.", shown())
    } else if run_together(&lower).is_some() {
        format!("\"{}\" contains several scopes without spaces.", shown())
    } else if meant(&lower).is_some() {
        format!("Scope {}", doubt(&lower).unwrap_or_default())
    } else {
        return Ok(());
    };
    Err(respelled(invalid(reason), word))
}

/// Adds the correct spelling to the error, if it is clear.
pub(super) fn respelled(error: Error, text: &str) -> Error {
    match spelling(text) {
        Some(spelling) => error.with_remedy(format!("Write the scopes as \"{spelling}\".")),
        None => error,
    }
}

/// The correct spelling of the scopes in a text; `None` if it is not clear, or if the text may be a key.
fn spelling(text: &str) -> Option<String> {
    if text.includes("-----") {
        return None;
    }
    // A link encodes an encoded text again.
    let text = Zeroizing::new(text.replaced("%25", "%"));
    let decoded = lower(&percent_decode_str(&text).decode_utf8().ok()?);
    let value = decoded.cut("scope").and_then(|(_, behind)| behind.split_once('='));
    let words = match value {
        Some((_, behind)) => behind.split('&').next().unwrap_or_default(),
        None => decoded.as_str(),
    };
    let mut spelling = String::new();
    for word in words.split(|c: char| !is_of_scope(c)).take(MOST) {
        if word.len() > LONGEST {
            return None;
        }
        if !word.is_empty() && !word.starts_with("scope") {
            spelling.push_str(if spelling.is_empty() { "" } else { " " });
            let words = run_together(word);
            spelling.push_str(words.as_deref().or_else(|| meant(word)).unwrap_or(word));
        }
    }
    let clear = !spelling.is_empty() && quoted(&spelling, spelling.len()) == spelling;
    clear.then_some(spelling)
}

/// The known scopes that a word joins, with any separators.
fn run_together(word: &str) -> Option<String> {
    KNOWN_SCOPES.split(' ').find_map(|first| {
        if word == first {
            return Some(word.to_owned());
        }
        let rest =
            word.strip_prefix(first)?.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        run_together(rest).map(|rest| format!("{first} {rest}"))
    })
}

/// Why a word may not be a scope, as the end of a sentence; `None` for a known scope.
pub(crate) fn doubt(word: &str) -> Option<String> {
    if has_word(KNOWN_SCOPES, word) {
        return None;
    }
    let hint = match meant(word) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => "check its spelling".to_owned(),
    };
    Some(format!("\"{}\" is not a known scope; {hint}", quoted(word, LONGEST)))
}

/// The known scope that a word in lower case misspells. A word with a digit may be a new version, not a
/// misspelling.
fn meant(word: &str) -> Option<&'static str> {
    if word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    KNOWN_SCOPES.split(' ').find(|known| {
        let slips = if known.len() < 8 { 1 } else { 2 };
        is_within(slips, word.as_bytes(), known.as_bytes())
    })
}

pub(super) fn invalid(message: String) -> Error {
    Error::new(Code::ScopeInvalid, message)
}

#[cfg(test)]
mod tests;
