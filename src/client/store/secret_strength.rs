//! How hard a secret is to guess, as a lower bound in bits. It detects typical secrets that are not
//! random: repeats, counting, rows of a keyboard, common words. It knows no language: a phrase counts as its letters.
//!
//! `pkg/lib/store/secret_strength.js` is the same for JavaScript; `tests/vectors/store.json` checks that both agree. `cargo
//! xtask generate` writes the constants there.

use crate::wire::numbers;

numbers! {
    usize;

    /// A secret with fewer bytes is easy to guess.
    SHORTEST_SECRET = 16;

    /// A secret with fewer bits can be guessed. Sixteen random digits have 53, sixteen random bytes 128.
    FEWEST_BITS = 64;

    /// The shortest piece that counts as repeated.
    PIECE = 3;

    /// A longer secret needs no further check.
    MOST_BYTES = 256;
}

/// Known text; each piece of it counts as one character.
pub(crate) const KNOWN: &str = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm password passphrase secret change \
                     default example sample replace admin user test store docusign token private public key client \
                     please this that your with very long super strong secure random string value here byte correct \
                     horse battery staple";

/// Common replacements of letters.
pub(crate) const LEET: &[(u8, u8)] = &[
    (b'0', b'o'),
    (b'1', b'i'),
    (b'3', b'e'),
    (b'4', b'a'),
    (b'5', b's'),
    (b'7', b't'),
    (b'@', b'a'),
    (b'$', b's'),
    (b'!', b'i'),
];

/// Whether the secret is easy to guess.
pub(crate) fn is_guessable(bytes: &[u8]) -> bool {
    let exact = &bytes[..bytes.len().min(MOST_BYTES)];
    let text: Vec<u8> = exact.iter().map(|byte| lower(*byte)).collect();
    let plain: Vec<u8> = text.iter().map(|byte| read(*byte)).collect();
    let words = words();
    // Bytes that count, with any step, have steps that repeat.
    let steps = novelty(&steps(exact), &[]);
    let novel = novelty(&text, &words).min(novelty(&plain, &words)).min(steps);
    if novel as f64 * bits_of_each(exact) <= FEWEST_BITS as f64 {
        return true;
    }
    // A random-looking text may encode a weak secret in hex or base64.
    [from_hex(exact), from_base64(exact)].into_iter().flatten().any(|decoded| {
        let novel = novelty(&decoded, &words).min(novelty(&self::steps(&decoded), &[]));
        8.0 * novel as f64 <= FEWEST_BITS as f64
    })
}

fn words() -> Vec<u8> {
    let backwards = KNOWN.bytes().rev();
    KNOWN.bytes().chain([b' ']).chain(backwards).chain([b' ']).collect()
}

/// The small letter, in Latin-1.
fn lower(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' | 0xc0..=0xd6 | 0xd8..=0xde => byte + 32,
        _ => byte,
    }
}

fn read(byte: u8) -> u8 {
    LEET.iter().find(|(clever, _)| *clever == byte).map_or(byte, |(_, letter)| *letter)
}

fn steps(bytes: &[u8]) -> Vec<u8> {
    bytes.windows(2).map(|pair| pair[1].wrapping_sub(pair[0])).collect()
}

fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    if text.len() < 32 || !text.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.chunks_exact(2);
    pairs.map(|pair| u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()).collect()
}

/// Decodes like `atob`, which is more lenient than a decoder of keys: white space, missing padding, non-zero last
/// bits, and base64url.
fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let is_space = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ');
    let mut digits: Vec<u8> = text.iter().copied().filter(|byte| !is_space(byte)).collect();
    if digits.len().is_multiple_of(4) {
        for _ in 0..2 {
            digits.pop_if(|last| *last == b'=');
        }
    }
    if digits.len() % 4 == 1 {
        return None;
    }
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

/// The number of characters that neither known text nor earlier text predicts.
fn novelty(text: &[u8], known: &[u8]) -> usize {
    let all = [known, text].concat();
    let is_foretold = |at: usize, length: usize| {
        let piece = &all[at..at + length];
        // A piece may overlap with where it was before, as in aaaa.
        all[..at + length - 1].windows(length).any(|window| window == piece)
    };
    let (mut at, mut count) = (known.len(), 0);
    while at < all.len() {
        let mut length = 1;
        while at + length <= all.len() && is_foretold(at, length) {
            length += 1;
        }
        at += if length > PIECE { length - 1 } else { 1 };
        count += 1;
    }
    count
}

/// The bits per character of this alphabet.
fn bits_of_each(text: &[u8]) -> f64 {
    let all = |is: fn(&u8) -> bool| text.iter().all(is);
    let size: f64 = if !all(|byte| matches!(byte, b' '..=b'~')) {
        256.0
    } else if all(u8::is_ascii_digit) {
        10.0
    } else if all(|byte| byte.is_ascii_hexdigit() || *byte == b'-') {
        16.0
    } else if all(|byte| !byte.is_ascii_uppercase()) || all(|byte| !byte.is_ascii_lowercase()) {
        40.0
    } else {
        64.0
    };
    let mut seen = [false; 256];
    for byte in text {
        seen[usize::from(*byte)] = true;
    }
    let different = seen.iter().filter(|seen| **seen).count();
    // A few repeated characters have fewer bits.
    size.log2().min((different as f64).log2() + 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_as_javascript_does() {
        let table: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/vectors/store.json")).unwrap();
        let secrets = table["secrets"].as_array().unwrap();
        assert!(secrets.len() > 30);
        for secret in secrets {
            let hex = secret["hex"].as_str().unwrap();
            let bytes = base16(hex);
            assert_eq!(is_guessable(&bytes), secret["guessable"], "{hex}");
        }
    }

    fn base16(hex: &str) -> Vec<u8> {
        let pairs = (0..hex.len()).step_by(2);
        pairs.map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn reads_base64_as_atob_does() {
        for (text, bytes) in [
            ("", Some(&b""[..])),
            ("YQ==", Some(b"a")),
            ("YQ", Some(b"a")),
            ("YR", Some(b"a")),
            (" Y W I=\n", Some(b"ab")),
            ("-_-_", Some(b"\xfb\xff\xbf")),
            ("YQ=", None),
            ("Y", None),
            ("Y$Q=", None),
        ] {
            assert_eq!(from_base64(text.as_bytes()).as_deref(), bytes, "{text}");
        }
    }
}
