//! Base64 whose plus signs became spaces, as the decoding of a form or of a URL makes them.

use zeroize::Zeroizing;

use super::Parsed;
use super::repair::{KeyRepair, note};
use super::text::Secret;
use crate::rs256::SigningKey;
use crate::{Code, Error, Result};

/// The widths of lines that programs write.
const WIDTHS: [usize; 4] = [64, 76, 72, 68];

/// Reads a text that could not be read as it is, with plus signs where spaces stand. Which spaces those are, the
/// length of the lines says; that it is right, the numbers of the key.
#[inline(never)]
pub(super) fn put_back(
    text: &str,
    refusal: Error,
    repairs: &mut Vec<KeyRepair>,
    read: &dyn Fn(&str, &mut Vec<KeyRepair>) -> Result<Parsed>,
) -> Result<Parsed> {
    if !has_spaces_inside(text) {
        return Err(refusal);
    }
    let body = text.strip_prefix(['\n', ' ']).unwrap_or(text);
    let body = body.strip_suffix(['\n', ' ']).unwrap_or(body);
    let widths = WIDTHS.into_iter().chain([usize::MAX - 1]);
    let candidates = widths
        .filter_map(|width| on_one_line(body, width))
        .chain([padded(body, true), padded(body, false)].into_iter().flatten());
    for candidate in candidates {
        let mut of_this = Vec::new();
        let parsed = read(&candidate, &mut of_this);
        if let Some(parsed) = parsed.ok().filter(|parsed| SigningKey::new(&parsed.parts).is_ok()) {
            note(repairs, KeyRepair::PlusSigns);
            of_this.into_iter().for_each(|repair| note(repairs, repair));
            return Ok(parsed);
        }
    }
    let message = "Spaces stand inside the key: a form or a URL has made them of its + signs.";
    let remedy =
        "Copy the key again. Encode it on its way through a form: encodeURIComponent(key).";
    Err(Error::new(Code::KeyMalformed, message).with_remedy(remedy))
}

/// Whether there are spaces other than those that stand for line breaks.
fn has_spaces_inside(text: &str) -> bool {
    let mut runs = text.split_ascii_whitespace().map(str::len).peekable();
    let first = runs.next();
    let second = runs.next();
    let is_regular = match (first, second) {
        (Some(_), Some(width)) => {
            let rest: Vec<usize> = runs.collect();
            let inner = rest.split_last().map_or(&[][..], |(_, inner)| inner);
            rest.last().is_none_or(|last| *last <= width) && inner.iter().all(|run| *run == width)
        }
        _ => true,
    };
    text.trim().contains(' ') && !is_regular
}

/// A text of lines of this width whose line breaks are spaces or line feeds: all other spaces were plus signs.
fn on_one_line(body: &str, width: usize) -> Option<Secret> {
    let lines = body.len() / (width + 1) + 1;
    let mut plain = Zeroizing::new(String::with_capacity(body.len() + lines + 1));
    plain.push('\n');
    for line in body.as_bytes().chunks(width + 1) {
        let (inside, end) = line.split_at_checked(width).unwrap_or((line, &[]));
        let is_line = !inside.contains(&b'\n') && inside.is_ascii();
        if !is_line || !matches!(end, [] | [b' ' | b'\n']) {
            return None;
        }
        plain.extend(inside.iter().map(|c| if *c == b' ' { '+' } else { char::from(*c) }));
        plain.push('\n');
    }
    Some(plain)
}

/// Lines of any width, whose spaces at one end were trimmed.
fn padded(body: &str, at_end: bool) -> Option<Secret> {
    let width = body.lines().map(str::len).max().filter(|width| WIDTHS.contains(width))?;
    let lines = body.lines().count();
    let mut plain = Zeroizing::new(String::with_capacity((width + 1) * lines + 1));
    plain.push('\n');
    for (n, line) in body.lines().enumerate() {
        let missing = if n + 1 == lines { 0 } else { width - line.len() };
        let pad = |plain: &mut Secret| (0..missing).for_each(|_| plain.push('+'));
        if !at_end {
            pad(&mut plain);
        }
        plain.extend(line.chars().map(|c| if c == ' ' { '+' } else { c }));
        if at_end {
            pad(&mut plain);
        }
        plain.push('\n');
    }
    Some(plain)
}
