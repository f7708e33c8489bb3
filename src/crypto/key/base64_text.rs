//! Lenient base64 (RFC 4648): either alphabet, with or without padding, wrapped anywhere.

use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

/// The decoded bytes.
pub(super) struct Decoded {
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// Whether the last character is valid at the end. If not, characters are missing or extra.
    pub(super) whole: bool,
}

/// Decodes base64; `None` if a character is not base64.
pub(super) fn decode(text: &[u8]) -> Option<Decoded> {
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut padded = false;
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        match byte {
            b'=' => padded = true,
            _ if padded => return None,
            b'+' => digits.push(b'-'),
            b'/' => digits.push(b'_'),
            b'-' | b'_' => digits.push(*byte),
            byte if byte.is_ascii_alphanumeric() => digits.push(*byte),
            _ => return None,
        }
    }
    if digits.is_empty() {
        return Some(Decoded { bytes: Zeroizing::default(), whole: true });
    }
    if let Some(bytes) = decode_digits(&digits) {
        return Some(Decoded { bytes, whole: true });
    }
    let full = digits.len() - digits.len() % 4;
    let bytes = digits.get(..full).and_then(decode_digits).unwrap_or_default();
    Some(Decoded { bytes, whole: false })
}

/// Decodes base64url digits in constant time: without a table lookup by secret bytes.
fn decode_digits(digits: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; digits.len() / 4 * 3 + 2]);
    let length = Base64UrlUnpadded::decode(digits, &mut bytes).ok()?.len();
    bytes.truncate(length);
    Some(bytes)
}
