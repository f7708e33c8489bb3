//! Damaged first and last lines of PEM: with other or missing dashes and spaces.

use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use super::text::{Secret, without_end, without_start};
use crate::wire::Find;

/// The words of a key's label. The last one ends it.
const WORDS: [&str; 8] = ["RSA", "PRIVATE", "PUBLIC", "ENCRYPTED", "EC", "DSA", "OPENSSH", "KEY"];

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑' | '―')
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\t'
}

/// With five plain dashes around each label, and with one space between its words.
#[inline(never)]
pub(super) fn plain(text: &str, repairs: &mut Vec<KeyRepair>) -> Secret {
    let marks = text.pieces("BEGIN").count() + text.pieces("END").count();
    let mut plain = Zeroizing::new(String::with_capacity(text.len() + marks * 16));
    let mut rest = text;
    while let Some((before, mark, after)) = next_mark(rest) {
        let unspaced = without_end(before, is_space);
        let bare = without_end(unspaced, is_dash);
        let known = known_label(after);
        let (label, behind) = match &known {
            Some((label, behind)) => (label.as_str(), *behind),
            None => match (bare != unspaced).then(|| after.find(is_dash)).flatten() {
                Some(end) if after.starts_with(' ') => {
                    let label = without_end(after.get(..end).unwrap_or_default(), is_space);
                    (label, after.get(label.len()..).unwrap_or_default())
                }
                _ => {
                    plain.push_str(before);
                    plain.push_str(mark);
                    rest = after;
                    continue;
                }
            },
        };
        let dashes = without_start(behind, is_space);
        let has_dashes = dashes.starts_with(is_dash);
        rest = if has_dashes { without_start(dashes, is_dash) } else { behind };
        let around = [before.strip_prefix(bare), behind.strip_suffix(rest)];
        if around != [Some("-----"); 2] {
            note(repairs, KeyRepair::Dashes);
        }
        if after.strip_suffix(behind) != Some(label) {
            note(repairs, KeyRepair::Label);
        }
        for piece in [bare, "-----", mark, label, "-----"] {
            plain.push_str(piece);
        }
    }
    plain.push_str(rest);
    plain
}

/// What stands before and behind the next word that may begin a label.
fn next_mark(text: &str) -> Option<(&str, &'static str, &str)> {
    let marks = ["BEGIN", "END"];
    let bytes = text.as_bytes();
    let mark_at = |at: usize| {
        let from = bytes.get(at..)?;
        let mark = marks.into_iter().find(|mark| from.starts_with(mark.as_bytes()))?;
        Some((text.get(..at)?, mark, text.get(at + mark.len()..)?))
    };
    (0..text.len()).find_map(mark_at)
}

/// The label of a key that a text begins with, as it should be written, and what stands behind it.
fn known_label(text: &str) -> Option<(String, &str)> {
    let mut label = String::new();
    let mut rest = text;
    loop {
        rest = without_start(rest, |c| matches!(c, ' ' | '\t' | '\n' | '+' | '_'));
        let word = WORDS.into_iter().find(|word| rest.starts_with(word))?;
        label.push(' ');
        label.push_str(word);
        rest = rest.get(word.len()..)?;
        if word == "KEY" {
            return Some((label, rest));
        }
    }
}
