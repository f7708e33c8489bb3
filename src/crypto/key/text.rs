//! Cleans the text of a key. Every copy is wiped.

use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use crate::wire::Find;

pub(super) type Secret = Zeroizing<String>;

/// Removes invisible characters, and spaces and quotes around the text.
#[inline(never)]
pub(super) fn cleaned(text: &str, repairs: &mut Vec<KeyRepair>) -> Secret {
    let mut visible = Zeroizing::new(String::with_capacity(text.len()));
    visible.extend(text.chars().filter(|c| !is_invisible(*c)).map(plain_space));
    if *visible != text {
        note(repairs, KeyRepair::InvisibleCharacters);
    }
    let trimmed = visible.trim();
    let bare = without_quotes(trimmed);
    if bare != trimmed {
        note(repairs, KeyRepair::Quotes);
    }
    Zeroizing::new(bare.to_owned())
}

/// A class of characters. One type for all of them, so that trimming is compiled once.
type Class = fn(char) -> bool;

#[inline(never)]
pub(super) fn without_start(text: &str, class: Class) -> &str {
    text.trim_start_matches(class)
}

#[inline(never)]
pub(super) fn without_end(text: &str, class: Class) -> &str {
    text.trim_end_matches(class)
}

fn is_invisible(c: char) -> bool {
    let is_mark = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    is_mark || matches!(c, '\u{feff}' | '\u{2060}' | '\u{ad}' | '\0')
}

fn plain_space(c: char) -> char {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => '\n',
        c if c.is_whitespace() && !c.is_ascii() => ' ',
        c => c,
    }
}

/// Removes quotes layer by layer, with the rest of a line of JSON or a shell.
pub(super) fn without_quotes(text: &str) -> &str {
    const PAIRS: [(char, char); 7] =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»')];
    let mut text = without_end(text.trim(), |c| c == ',' || c == ';').trim_end();
    'layers: loop {
        for (open, close) in PAIRS {
            let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            if let Some(inner) = inner {
                text = inner.trim();
                continue 'layers;
            }
        }
        return text;
    }
}

/// Converts line breaks to line feeds.
#[inline(never)]
pub(super) fn with_plain_lines(text: &str, repairs: &mut Vec<KeyRepair>) -> Secret {
    let plain = replaced(&replaced(text, "\r\n", "\n"), "\r", "\n");
    if *plain != text {
        note(repairs, KeyRepair::LineEndings);
    }
    plain
}

/// Replaces `from` with `to`, which is not longer, so that the text is never reallocated.
#[inline(never)]
pub(super) fn replaced(text: &str, from: &str, to: &str) -> Secret {
    let mut result = Zeroizing::new(String::with_capacity(text.len()));
    for (n, piece) in text.pieces(from).enumerate() {
        result.push_str(if n == 0 { "" } else { to });
        result.push_str(piece);
    }
    result
}
