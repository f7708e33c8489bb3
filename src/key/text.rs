//! The text of a key without what does not belong to it. Every copy that is made is wiped.

use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};

type Secret = Zeroizing<String>;

/// Without characters that cannot be seen, and without spaces and quotes around it.
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

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\0')
}

fn plain_space(c: char) -> char {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => '\n',
        c if c.is_whitespace() && !c.is_ascii() => ' ',
        c => c,
    }
}

/// Takes off quotes, one layer after the other, and what a line of JSON or a shell leaves behind them.
pub(super) fn without_quotes(text: &str) -> &str {
    const PAIRS: [(char, char); 7] =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»')];
    let mut text = text.trim().trim_end_matches([',', ';']).trim_end();
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

/// Escaped quotes and line breaks of JSON that was put into a string, made plain.
#[inline(never)]
pub(super) fn unescaped_json(text: &str, repairs: &mut Vec<KeyRepair>) -> Secret {
    let text = Zeroizing::new(text.to_owned());
    if !text.starts_with("{\\") {
        return text;
    }
    let text = with(text, repairs, KeyRepair::Quotes, |text| replaced(text, "\\\"", "\""));
    with(text, repairs, KeyRepair::LiteralNewlines, |text| {
        replaced(&replaced(text, "\\n", "\n"), "\\r", "\r")
    })
}

/// With line breaks that are line feeds, and with plain dashes around the labels.
#[inline(never)]
pub(super) fn with_plain_lines(text: &str, repairs: &mut Vec<KeyRepair>) -> Secret {
    let text = Zeroizing::new(text.to_owned());
    let text = with(text, repairs, KeyRepair::LiteralNewlines, |text| {
        let mut text = Zeroizing::new(text.to_owned());
        while text.contains("\\\\") {
            text = replaced(&text, "\\\\", "\\");
        }
        for (from, to) in [("\\r\\n", "\n"), ("\\n", "\n"), ("\\r", "\n"), ("\\\n", "\n")] {
            text = replaced(&text, from, to);
        }
        text
    });
    let text = with(text, repairs, KeyRepair::LineEndings, |text| {
        replaced(&replaced(text, "\r\n", "\n"), "\r", "\n")
    });
    with(text, repairs, KeyRepair::Dashes, plain_dashes)
}

/// Applies a repair, and notes it if it changed something.
fn with(
    text: Secret,
    repairs: &mut Vec<KeyRepair>,
    repair: KeyRepair,
    change: impl Fn(&str) -> Secret,
) -> Secret {
    let changed = change(&text);
    if *changed != *text {
        note(repairs, repair);
    }
    changed
}

/// With all of `from` replaced by `to`, which is not longer: so nothing is ever moved in memory.
#[inline(never)]
fn replaced(text: &str, from: &str, to: &str) -> Secret {
    let mut result = Zeroizing::new(String::with_capacity(text.len()));
    for (n, piece) in text.split(from).enumerate() {
        result.push_str(if n == 0 { "" } else { to });
        result.push_str(piece);
    }
    result
}

/// Dashes before and after `BEGIN …` and `END …`: five plain ones, without spaces.
#[inline(never)]
fn plain_dashes(text: &str) -> Secret {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑' | '―');
    let is_label = |text: &str| text.starts_with("BEGIN ") || text.starts_with("END ");
    let labels = text.matches("BEGIN ").count() + text.matches("END ").count();
    let mut result = Zeroizing::new(String::with_capacity(text.len() + labels * 10));
    let mut rest = text;
    let mut in_label = false;
    while let Some(start) = rest.find(is_dash) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_dash(c)).unwrap_or(from.len());
        let (dashes, after) = from.split_at(end);
        let label = after.trim_start_matches(' ');
        if is_label(label) {
            result.push_str(before);
            result.push_str("-----");
            rest = label;
            in_label = true;
        } else if in_label {
            result.push_str(before.trim_end_matches(' '));
            result.push_str("-----");
            rest = after;
            in_label = false;
        } else {
            result.push_str(before);
            result.push_str(dashes);
            rest = after;
        }
    }
    result.push_str(rest);
    result
}
