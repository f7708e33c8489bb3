//! What whole texts are put into on their way: codes, quoted mail, hexadecimal.

use zeroize::Zeroizing;

use super::codes;
use super::repair::KeyRepair;
use super::text::{Secret, replaced};

/// In the order in which they are looked for.
const WRAPPINGS: [(fn(&str) -> Option<Secret>, KeyRepair); 4] = [
    (codes::without_percents, KeyRepair::PercentEncoding),
    (codes::without_html, KeyRepair::Html),
    (without_line_marks, KeyRepair::LineMarks),
    (with_double_quotes, KeyRepair::Quotes),
];

/// What is in the wrapping that a text is in, if it is in one.
#[inline(never)]
pub(super) fn taken_off(text: &str) -> Option<(Secret, KeyRepair)> {
    WRAPPINGS.iter().find_map(|(unwrap, repair)| Some((unwrap(text)?, *repair)))
}

/// What stands before each line, if it stands before the first line of the key: marks of quoted mail, of lists and
/// comments, numbers of lines.
fn without_line_marks(text: &str) -> Option<Secret> {
    // None of them is base64.
    let is_mark = |c: char| ">|*#;•│".contains(c) || c == ' ' || c == '\t';
    let is_digit = |c: char| c.is_ascii_digit();
    let (before, _) = text.split_once("BEGIN")?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let mark = before.get(start..)?.trim_end_matches(['-', '–', '—']).trim();
    let is_number = mark.starts_with(is_digit);
    let is_sign = mark == "+" || mark == "//";
    if mark.is_empty() || !is_number && !is_sign && !mark.chars().all(is_mark) {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.get(start..)?.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let unmarked = if is_number {
            let number = line.trim_start_matches(is_digit);
            let behind = number.trim_start_matches(|c| is_mark(c) || ".:)".contains(c));
            Some(behind).filter(|_| number.len() < line.len() && behind.len() < number.len())?
        } else if is_sign {
            line.strip_prefix(mark)?.trim_start()
        } else {
            line.trim_start_matches(is_mark)
        };
        plain.push_str(unmarked);
        plain.push('\n');
    }
    if let Some(mark) = mark.chars().next().filter(|c| is_mark(*c)) {
        // Also where the line breaks were lost.
        return Some(replaced(&plain, mark.encode_utf8(&mut [0; 4]), ""));
    }
    Some(plain)
}

/// An object as Python prints it.
fn with_double_quotes(text: &str) -> Option<Secret> {
    (text.starts_with("{'") && !text.contains('"')).then(|| replaced(text, "'", "\""))
}

/// The bytes of hexadecimal digits, also with colons, commas or `0x` between them.
#[inline(never)]
pub(super) fn hexadecimal(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut digits = replaced(text, "0x", "");
    for separator in [" ", "\n", ":", ","] {
        digits = replaced(&digits, separator, "");
    }
    if digits.len() < 100 {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(digits.len() / 2));
    for at in (0..digits.len() - 1).step_by(2) {
        bytes.push(codes::hexadecimal(&digits, at, 2)? as u8);
    }
    Some(bytes)
}
