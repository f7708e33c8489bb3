//! Wrappings around whole texts: codes, quoted mail, hexadecimal.

use zeroize::Zeroizing;

use super::codes;
use super::label::is_dash;
use super::repair::KeyRepair;
use super::text::{Secret, replaced, without_end};
use crate::wire::Find;

type Unwrap = fn(&str) -> Option<Secret>;

/// Wrappings, in the order in which they are tried.
const WRAPPINGS: [(Unwrap, KeyRepair); 4] = [
    (codes::without_percents, KeyRepair::PercentEncoding),
    (codes::without_html, KeyRepair::Html),
    (without_line_marks, KeyRepair::LineMarks),
    (with_double_quotes, KeyRepair::Quotes),
];

/// Removes a wrapping, if the text has one.
#[inline(never)]
pub(super) fn taken_off(text: &str) -> Option<(Secret, KeyRepair)> {
    WRAPPINGS.iter().find_map(|(unwrap, repair)| Some((unwrap(text)?, *repair)))
}

/// What stands before each line, if it stands before the first line of the key: marks of quoted mail, of lists and
/// comments, numbers of lines.
fn without_line_marks(text: &str) -> Option<Secret> {
    // None of them is base64.
    let is_mark = |c: &u8| b">|*#; \t".contains(c);
    let (before, _) = text.cut("BEGIN")?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let mark = without_end(before.get(start..)?, is_dash).trim();
    let is_number = mark.bytes().next()?.is_ascii_digit();
    let is_sign = mark == "+" || mark == "//";
    if !is_number && !is_sign && !mark.bytes().all(|c| is_mark(&c)) {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.get(start..)?.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let count = |is: &dyn Fn(&u8) -> bool, from: usize| {
            line.bytes().skip(from).take_while(|c| is(c)).count()
        };
        let length = if is_number {
            let digits = count(&u8::is_ascii_digit, 0);
            let marks = count(&|c| is_mark(c) || b".:)".contains(c), digits);
            (digits > 0 && marks > 0).then_some(digits + marks)?
        } else if is_sign {
            line.starts_with(mark).then_some(mark.len())?
        } else {
            count(&is_mark, 0)
        };
        plain.push_str(line.get(length..)?.trim());
        plain.push('\n');
    }
    match mark.get(..1) {
        // Also where the line breaks were lost.
        Some(mark) if !is_number && !is_sign => Some(replaced(&plain, mark, "")),
        _ => Some(plain),
    }
}

/// An object as Python prints it.
fn with_double_quotes(text: &str) -> Option<Secret> {
    (text.starts_with("{'") && !text.includes_char('"')).then(|| replaced(text, "'", "\""))
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
