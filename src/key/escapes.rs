//! Escapes with a backslash, as JSON, shells and source code write them.

use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use super::text::Secret;

/// Stands before every escaped character: the text of a string that was escaped is never copied by the JSON reader.
const HIDDEN: u32 = 0x100;

/// A text with its escapes decoded, however often the backslashes were doubled. What is no escape stays.
#[inline(never)]
pub(super) fn decoded(text: &str, repairs: &mut Vec<KeyRepair>) -> Secret {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('\\') {
        plain.push_str(before);
        let from = from.trim_start_matches('\\');
        let (escaped, length) = match from.as_bytes() {
            [b'r', b'\\', ..] => (None, 1),
            [b'n' | b'r' | b'\n', ..] => (Some('\n'), 1),
            [b't', ..] => (Some('\t'), 1),
            [b'/', ..] => (Some('/'), 1),
            [b'u', ..] => (coded(from, 4), 5),
            [b'x', ..] => (coded(from, 2), 3),
            _ => (None, 0),
        };
        rest = from;
        match (escaped, length) {
            (Some(c), _) => {
                let is_break = c == '\n';
                let repair = if is_break { KeyRepair::LiteralNewlines } else { KeyRepair::Escapes };
                note(repairs, repair);
                plain.push(c);
                rest = from.get(length..).unwrap_or_default();
            }
            // The line feed follows.
            (None, 1) => rest = from.get(1..).unwrap_or_default(),
            _ => plain.push('\\'),
        }
    }
    plain.push_str(rest);
    plain
}

/// JSON whose strings have no escapes left. What would end a string, or may not stand in one, is hidden.
pub(super) fn hidden(json: &str) -> Secret {
    // A character that is hidden has two bytes, as many as its shortest escape.
    let mut plain = Zeroizing::new(String::with_capacity(json.len()));
    let mut rest = json;
    while let Some((before, from)) = rest.split_once('\\') {
        plain.push_str(before);
        let (escaped, length) = match from.as_bytes() {
            [b'n', ..] => (Some('\n'), 1),
            [b'r', ..] => (Some('\r'), 1),
            [b't', ..] => (Some('\t'), 1),
            [b'b' | b'f', ..] => (Some(' '), 1),
            [c @ (b'"' | b'\\' | b'/'), ..] => (Some(char::from(*c)), 1),
            [b'u', ..] => (Some(coded(from, 4).unwrap_or(char::REPLACEMENT_CHARACTER)), 5),
            _ => (None, 0),
        };
        let c = escaped.unwrap_or('\\');
        let is_hidden = escaped.is_some() && (c.is_ascii_control() || matches!(c, '"' | '\\'));
        plain.push(if is_hidden { char::from_u32(c as u32 + HIDDEN).unwrap_or(c) } else { c });
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// A text out of JSON in which escapes were hidden.
pub(super) fn restored(text: &str) -> Secret {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let shown = |c: char| match (c as u32).checked_sub(HIDDEN) {
        Some(code @ 0..0x80) => char::from_u32(code).unwrap_or(c),
        _ => c,
    };
    plain.extend(text.chars().map(shown));
    plain
}

/// The character of so many hexadecimal digits behind a letter.
fn coded(escape: &str, digits: usize) -> Option<char> {
    let digits = escape.get(1..=digits)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)).flatten()
}
