//! Base64 (RFC 4648) as it arrives: either alphabet, with or without padding, wrapped anywhere.

use zeroize::Zeroizing;

/// What base64 stood for.
pub(super) struct Decoded {
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// Whether the last character was one that can be last; if not, some are missing or too many.
    pub(super) whole: bool,
}

/// Decodes base64; nothing if there is a character in it that is not base64.
pub(super) fn decode(text: &str) -> Option<Decoded> {
    let mut digits = Zeroizing::new(String::with_capacity(text.len()));
    let mut padded = false;
    for c in text.chars().filter(|c| !c.is_ascii_whitespace()) {
        match c {
            '=' => padded = true,
            _ if padded => return None,
            '-' => digits.push('+'),
            '_' => digits.push('/'),
            '+' | '/' => digits.push(c),
            c if c.is_ascii_alphanumeric() => digits.push(c),
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

/// Decodes through the PEM reader, because its base64 looks nothing up by secret bytes.
fn decode_digits(digits: &str) -> Option<Zeroizing<Vec<u8>>> {
    const BEGIN: &str = "-----BEGIN KEY-----";
    const END: &str = "-----END KEY-----\n";
    const WIDTH: usize = 64;
    if digits.is_empty() || digits.len() % 4 == 1 {
        return None;
    }
    let lines = digits.len().div_ceil(WIDTH);
    let capacity = BEGIN.len() + digits.len() + lines + 4 + END.len();
    let mut pem = Zeroizing::new(String::with_capacity(capacity));
    pem.push_str(BEGIN);
    let mut rest = digits;
    while !rest.is_empty() {
        let (line, next) = rest.split_at(rest.len().min(WIDTH));
        pem.push('\n');
        pem.push_str(line);
        rest = next;
    }
    for _ in 0..(4 - digits.len() % 4) % 4 {
        pem.push('=');
    }
    pem.push('\n');
    pem.push_str(END);
    let (_, bytes) = pem_rfc7468::decode_vec(pem.as_bytes()).ok()?;
    Some(Zeroizing::new(bytes))
}
