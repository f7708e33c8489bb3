//! Reads an error response out of a text: JSON, parameters of a redirect, words, a status.

use super::Found;
use crate::error::{Code, ErrorResponse, Word, tokens};
use crate::protocol::words;
use crate::wire::{Find, Json, quotable};

/// The maximum number of opening braces to try, and the maximum depth of JSON in JSON.
const BRACES: usize = 200;
const DEPTH: usize = 6;

/// The error in the first JSON or query that has one.
pub(super) fn error_response(text: &str) -> ErrorResponse {
    of_json(text, DEPTH).or_else(|| of_query(text)).unwrap_or_default()
}

fn of_json(text: &str, depth: usize) -> Option<ErrorResponse> {
    let braces = text.char_indices().filter(|(_, c)| *c == '{').take(BRACES);
    braces
        .into_iter()
        .find_map(|(at, _)| of_value(&Json::parse_start(text.get(at..)?).ok()?, depth))
}

fn of_value(value: &Json<'_>, depth: usize) -> Option<ErrorResponse> {
    let depth = depth.checked_sub(1)?;
    match value {
        Json::Object(members) => {
            let said = words(value);
            if said.error.is_some() {
                return Some(said);
            }
            members.iter().find_map(|(_, inner)| of_value(inner, depth))
        }
        Json::List(items) => items.iter().find_map(|inner| of_value(inner, depth)),
        Json::Text(text) => of_json(text, depth),
        _ => None,
    }
}

/// `error=…&error_description=…`, as in the address of a redirect.
fn of_query(text: &str) -> Option<ErrorResponse> {
    let (before, _) = text.cut("error=")?;
    if !before.is_empty() && !before.ends_with(['?', '&', '#']) {
        return None;
    }
    let query = text.get(before.len()..)?.split_whitespace().next()?;
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    let value = |name: &str| {
        let found = pairs.iter().find(|(have, _)| have == name);
        found.map(|(_, value)| quotable(value))
    };
    Some(ErrorResponse {
        error: value("error"),
        error_description: value("error_description").or_else(|| value("error_message")),
        ..ErrorResponse::default()
    })
}

/// The most specific word in the text: an error of Docusign, or a code of this library.
pub(super) fn word(text: &str) -> Option<(&str, Found)> {
    let mut general = None;
    for word in tokens(text).filter(|word| word.len() < 64) {
        let Some(found) = of_word(word, text) else { continue };
        if found.code.is_specific() || !found.special.is_empty() {
            return Some((word, found));
        }
        general.get_or_insert((word, found));
    }
    general
}

fn of_word(word: &str, text: &str) -> Option<Found> {
    if let Some(row) = Word::find(word, text) {
        return Some(row.into());
    }
    // A common word, such as timeout, is a code only if it is the whole text.
    if word.includes_char('_') || word == text {
        let own = Code::ALL.iter().find(|code| code.as_str() == word);
        if own.is_some() {
            return own.map(|code| Found::from(*code));
        }
    }
    None
}

/// A status of 400 to 599 in a typical place.
pub(super) fn status(text: &str) -> Option<u16> {
    const BEFORE: [&str; 8] =
        ["status", "code", "http", "statuscode", "status_code", "error", "answered", "returned"];
    const AFTER: [&str; 8] =
        ["bad", "unauthorized", "forbidden", "too", "internal", "service", "gateway", "error"];
    let mut text = text.to_ascii_lowercase();
    for version in ["http/1.0", "http/1.1", "http/2"] {
        text = text.replaced(version, "http");
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let status: u16 = word.parse().ok().filter(|status| (400..600).contains(status))?;
        let near = |index: Option<usize>, known: &[&str]| {
            let word = index.and_then(|index| words.get(index));
            word.is_some_and(|word| known.contains(word))
        };
        let alone = words.len() == 1;
        let fits = alone || near(at.checked_sub(1), &BEFORE) || near(Some(at + 1), &AFTER);
        fits.then_some(status)
    })
}
