//! Encoded characters: escapes of JSON, shells and source code, percent-encoding, HTML references.
//!
//! No code is shorter than its character, so that decoding never reallocates the text.

use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use super::text::{Secret, without_start};
use crate::wire::Find;

/// The offset of hidden characters, which JSON does not allow.
const HIDDEN: u32 = 0x100;

/// A decoded text, and the kinds of codes that it had.
struct Decoded {
    text: Secret,
    has_breaks: bool,
    has_others: bool,
    has_broken: bool,
}

/// Replaces each code that begins with one of the marks by the character that `read` finds, with the code's length.
#[inline(never)]
fn decoded(text: &str, marks: &[u8], read: &dyn Fn(&str) -> Option<(char, usize)>) -> Decoded {
    let text_of = Zeroizing::new(String::with_capacity(text.len()));
    let (has_breaks, has_others, has_broken) = (false, false, false);
    let mut decoded = Decoded { text: text_of, has_breaks, has_others, has_broken };
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| marks.contains(&byte)) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.text.push_str(before);
        let found = read(from);
        let literal = from.bytes().next().map_or(' ', char::from);
        let (c, length) = found.unwrap_or((literal, 1));
        decoded.has_broken |= found.is_none();
        decoded.has_breaks |= found.is_some() && c == '\n';
        decoded.has_others |= found.is_some() && c != '\n' && c != literal;
        decoded.text.push(c);
        rest = from.get(length..).unwrap_or_default();
    }
    decoded.text.push_str(rest);
    decoded
}

/// The character of so many hexadecimal digits at a place in a text.
pub(super) fn hexadecimal(text: &str, at: usize, digits: usize) -> Option<char> {
    character(text.get(at..at + digits)?, 16)
}

/// The character whose number these digits are.
fn character(digits: &str, radix: u32) -> Option<char> {
    let mut code = 0u32;
    for digit in digits.bytes() {
        let digit = char::from(digit).to_digit(radix)?;
        code = code.checked_mul(radix)?.checked_add(digit)?;
    }
    char::from_u32(code)
}

/// Removes escapes, even with doubled backslashes. Other backslashes stay.
pub(super) fn without_escapes(text: &str, repairs: &mut Vec<KeyRepair>) -> Secret {
    let decoded = decoded(text, b"\\", &|from| {
        let escape = without_start(from, |c| c == '\\');
        let slashes = from.len() - escape.len();
        let (c, length) = match escape.bytes().next().unwrap_or_default() {
            b'r' => {
                let next = escape.get(1..)?;
                let feed = without_start(next, |c| c == '\\');
                let has_feed = feed.len() < next.len() && feed.starts_with('n');
                ('\n', if has_feed { next.len() - feed.len() + 2 } else { 1 })
            }
            b'n' | b'\n' => ('\n', 1),
            b't' => (' ', 1),
            b'/' => ('/', 1),
            b'u' => (hexadecimal(escape, 1, 4)?, 5),
            b'x' => (hexadecimal(escape, 1, 2)?, 3),
            _ => ('\\', 0),
        };
        Some((c, slashes + length))
    });
    if decoded.has_breaks {
        note(repairs, KeyRepair::LiteralNewlines);
    }
    if decoded.has_others {
        note(repairs, KeyRepair::Escapes);
    }
    decoded.text
}

/// Decodes the escapes in JSON, so that reading it copies nothing. Characters that would end a string are hidden.
pub(super) fn hidden(json: &str) -> Secret {
    let hide = |c: char| char::from_u32(c as u32 + HIDDEN).unwrap_or(c);
    let read = |from: &str| {
        let (c, length) = match *from.as_bytes().get(1)? {
            b'n' => ('\n', 2),
            b'r' => ('\r', 2),
            b't' | b'b' | b'f' => (' ', 2),
            b'u' => (hexadecimal(from, 2, 4).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
            c @ (b'"' | b'\\' | b'/') => (char::from(c), 2),
            _ => return None,
        };
        let is_hidden = c < ' ' || c == '"' || c == '\\';
        Some((if is_hidden { hide(c) } else { c }, length))
    };
    decoded(json, b"\\", &read).text
}

/// Restores the hidden characters in a text.
pub(super) fn restored(text: &str) -> Secret {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    for c in text.chars() {
        let shown = (c as u32).checked_sub(HIDDEN).filter(|code| *code < 0x80);
        plain.push(shown.and_then(char::from_u32).unwrap_or(c));
    }
    plain
}

/// Percent-encoding (RFC 3986), also that of forms, which write a space as `+`. No encoder touches letters or digits.
pub(super) fn without_percents(text: &str) -> Option<Secret> {
    let is_form = ["BEGIN+", "%2B", "%2b", "%7B", "%7b"].iter().any(|sign| text.includes(sign));
    let marks: &[u8] = if is_form { b"%+" } else { b"%" };
    let decoded = decoded(text, marks, &|from| {
        if from.starts_with('+') {
            return Some((' ', 1));
        }
        let c = hexadecimal(from, 1, 2)?;
        (c.is_ascii() && !c.is_ascii_alphanumeric()).then_some((c, 3))
    });
    (text.includes_char('%') && !decoded.has_broken).then_some(decoded.text)
}

/// Removes HTML of an editor or a mail program: tags of paragraphs and code, and character references.
pub(super) fn without_html(text: &str) -> Option<Secret> {
    let decoded = decoded(text, b"<&", &|from| tag(from).or_else(|| reference(from)));
    (decoded.has_breaks || decoded.has_others).then_some(decoded.text)
}

/// The text between two nearby marks.
fn code(text: &str, open: u8, close: u8) -> Option<&str> {
    let length = text.bytes().take(100).position(|byte| byte == close)?;
    text.get(1..length).filter(|_| text.bytes().next() == Some(open))
}

fn tag(text: &str) -> Option<(char, usize)> {
    let inside = code(text, b'<', b'>')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let is_tag = |tag: &str| {
        let behind = name.strip_prefix(tag).map(str::as_bytes);
        matches!(behind, Some([] | [b' ' | b'/', ..]))
    };
    let names = ["br", "p", "div", "span", "pre", "code"];
    names.iter().any(|tag| is_tag(tag)).then_some(('\n', inside.len() + 2))
}

fn reference(text: &str) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 8] = [
        ("amp", '&'),
        ("equals", '='),
        ("mdash", '-'),
        ("nbsp", ' '),
        ("ndash", '-'),
        ("plus", '+'),
        ("quot", '"'),
        ("sol", '/'),
    ];
    let name = code(text, b'&', b';')?;
    let length = name.len() + 2;
    let c = match name.as_bytes() {
        [b'#', b'x' | b'X', digits @ ..] => hexadecimal(name, 2, digits.len()),
        [b'#', ..] => character(name.get(1..)?, 10),
        _ => NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
    };
    c.filter(|c| c.len_utf8() <= length).map(|c| (c, length))
}
