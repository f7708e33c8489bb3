//! Base64 whose plus signs became spaces, as the decoding of a form or of a URL makes them.

use zeroize::Zeroizing;

use super::Parsed;
use super::repair::{KeyRepair, note};
use super::text::Secret;
use crate::crypto::rs256::SigningKey;
use crate::error::{Code, Error, Result};
use crate::wire::Find;

/// The widths of lines that programs write; the last is that of a single line.
const WIDTHS: [usize; 4] = [64, 76, 72, usize::MAX - 1];

/// Reads a text that could not be read as it is, with plus signs where spaces stand. Which spaces those are, the
/// length of the lines says; that it is right, the numbers of the key.
#[inline(never)]
pub(super) fn put_back(
    text: &str,
    refusal: Error,
    repairs: &mut Vec<KeyRepair>,
    read: &dyn Fn(&str, &mut Vec<KeyRepair>) -> Result<Parsed>,
) -> Result<Parsed> {
    let body = text.strip_prefix(['\n', ' ']).unwrap_or(text);
    let body = body.strip_suffix(['\n', ' ']).unwrap_or(body);
    if !body.lines().any(|line| line.trim().includes_char(' ')) {
        return Err(refusal);
    }
    for width in WIDTHS {
        for pads_end in [true, false] {
            let Some((candidate, has_spaces)) = with_plus_signs(body, width, pads_end) else {
                continue;
            };
            if !has_spaces {
                // All spaces are line breaks.
                return Err(refusal);
            }
            let mut of_this = Vec::new();
            let read = read(&candidate, &mut of_this);
            if let Some(parsed) = read.ok().filter(|key| SigningKey::new(&key.parts).is_ok()) {
                note(repairs, KeyRepair::PlusSigns);
                of_this.into_iter().for_each(|repair| note(repairs, repair));
                return Ok(parsed);
            }
        }
    }
    let message = "The key contains spaces: a form or a URL replaced its + signs.";
    let remedy =
        "Copy the key again. To send it through a form, encode it: encodeURIComponent(key).";
    Err(Error::new(Code::KeyMalformed, message).with_remedy(remedy))
}

/// A text of lines of this width, with plus signs where spaces stand and where spaces at one end of a line were
/// trimmed; and whether there were any inside of a line. Line breaks may be spaces.
fn with_plus_signs(body: &str, width: usize, pads_end: bool) -> Option<(Secret, bool)> {
    let has_lines = body.includes_char('\n');
    let most = body.len() + body.len() / 60;
    let mut plain = Zeroizing::new(String::with_capacity(most * 2 + 2));
    let mut has_spaces = false;
    let mut rest = body;
    plain.push('\n');
    while !rest.is_empty() {
        let end = if has_lines { rest.find('\n') } else { Some(width).filter(|w| *w < rest.len()) };
        let (line, behind) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        let behind = if end.is_some() { behind.strip_prefix(['\n', ' '])? } else { "" };
        has_spaces |= line.trim().includes_char(' ');
        // A line lacks few plus signs, if it lacks any.
        let missing = if has_lines && end.is_some() { width.checked_sub(line.len())? } else { 0 };
        let pad = "++++++++".get(..missing)?;
        plain.push_str(if pads_end { "" } else { pad });
        for c in line.bytes() {
            plain.push(if c == b' ' { '+' } else { char::from(c & 0x7f) });
        }
        plain.push_str(if pads_end { pad } else { "" });
        plain.push('\n');
        rest = behind;
    }
    Some((plain, has_spaces))
}
