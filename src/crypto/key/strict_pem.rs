//! Strict PEM (RFC 7468, section 3, "stricttextualmsg"), which needs no repair.
//!
//! Nearly every key has this form. Engines compile a WebAssembly function at its first call, and this path calls none
//! of the repairs.

use super::{KeyFormat, Parsed, base64_text, der};

const FORMS: [(&[u8], &[u8], KeyFormat, KeyFormat); 2] = [
    (
        b"-----BEGIN RSA PRIVATE KEY-----",
        b"-----END RSA PRIVATE KEY-----",
        KeyFormat::Pkcs1Der,
        KeyFormat::Pkcs1Pem,
    ),
    (
        b"-----BEGIN PRIVATE KEY-----",
        b"-----END PRIVATE KEY-----",
        KeyFormat::Pkcs8Der,
        KeyFormat::Pkcs8Pem,
    ),
];

/// Parses a text with exactly one block; `None` for any text that needs a repair or an error.
pub(super) fn parse(input: &[u8]) -> Option<Parsed> {
    let text = input.trim_ascii();
    let (begin, end, inside, format) = FORMS.iter().find(|(begin, ..)| text.starts_with(begin))?;
    let body = text.get(begin.len()..)?.strip_suffix(*end)?;
    if !has_regular_lines(body) {
        return None;
    }
    let decoded = base64_text::decode(body).filter(|decoded| decoded.whole)?;
    let mut repairs = Vec::new();
    let parsed = der::parse(&decoded.bytes, &mut repairs).ok()?;
    let is_plain = repairs.is_empty() && parsed.format == *inside;
    is_plain.then_some(Parsed { format: *format, ..parsed })
}

/// Whether all lines but the last have the same length of 64 to 76 characters: RFC 7468 wants 64, and older
/// programs write up to 76.
pub(super) fn has_regular_lines(body: &[u8]) -> bool {
    let Some(lines) = body.strip_prefix(b"\n").filter(|lines| lines.ends_with(b"\n")) else {
        return false;
    };
    let lines = lines.trim_ascii_end();
    let width = lines.iter().position(|byte| *byte == b'\n').unwrap_or(lines.len());
    let is_line = |line: &[u8]| {
        let inside = line.get(..width).unwrap_or(line);
        !inside.iter().any(u8::is_ascii_whitespace)
            && line.get(width).is_none_or(|byte| *byte == b'\n')
    };
    (64..=76).contains(&width) && lines.chunks(width + 1).all(is_line)
}
