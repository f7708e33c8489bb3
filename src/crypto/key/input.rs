//! Detects the format of the input: DER, PEM, JWK, or base64 of these.
//!
//! Engines compile a WebAssembly function at its first call. Code for rare keys is therefore not inlined into the
//! common path.

use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use super::{
    Parsed, base64_text, codes, der, json_field, label, lax_pem, mistake, plus_signs, strict_pem,
    text, wrapping,
};
use crate::error::{Code, Error, Result};
use crate::wire::{Find, Json};

/// The largest input that is looked at, in bytes. A key of 4096 bits in PEM has 3.3 KB, and may stand in a file
/// with certificates.
const LARGEST: usize = 65_536;

/// The maximum number of wrappings: some secret stores encode a value twice.
const LAYERS: u8 = 6;

pub(super) fn read(input: &[u8], repairs: &mut Vec<KeyRepair>) -> Result<Parsed> {
    if input.len() > LARGEST {
        let message =
            format!("The input has {} bytes, which is too large for a private key.", input.len());
        return Err(Error::new(Code::KeyUnrecognized, message));
    }
    match strict_pem::parse(input) {
        Some(parsed) => Ok(parsed),
        None => read_layer(input, repairs, LAYERS),
    }
}

#[inline(never)]
pub(super) fn read_layer(input: &[u8], repairs: &mut Vec<KeyRepair>, layers: u8) -> Result<Parsed> {
    if is_der(input) {
        return der::parse(input, repairs);
    }
    let utf_16 = utf_16(input);
    if utf_16.is_some() {
        note(repairs, KeyRepair::Encoding);
    }
    let decoded = utf_16.as_ref().map(|decoded| decoded.as_str());
    let Some(given) = decoded.or_else(|| str::from_utf8(input).ok()) else {
        let message = "The input is neither text nor a DER key.";
        return Err(Error::new(Code::KeyUnrecognized, message));
    };
    let cleaned = text::cleaned(given, repairs);
    if let Some(error) = mistake::nothing(&cleaned) {
        return Err(error);
    }
    let is_json = matches!(cleaned.as_bytes(), [b'{' | b'[', ..]);
    let json = is_json.then(|| codes::hidden(&cleaned));
    let json = json.as_ref().map(|json| Json::parse(json));
    if let Some(Ok(json)) = &json {
        return json_field::read(json, repairs, layers, read_layer);
    }
    if let Some(error) = mistake::recognized(&cleaned) {
        return Err(error);
    }
    let Some(below) = layers.checked_sub(1) else { return Err(unknown()) };
    if is_escaped_json(&cleaned) {
        note(repairs, KeyRepair::Quotes);
        if cleaned.includes("\\n") {
            note(repairs, KeyRepair::LiteralNewlines);
        }
        let inside = codes::restored(&codes::hidden(&cleaned));
        return read_layer(inside.as_bytes(), repairs, below);
    }
    let plain = codes::without_escapes(&cleaned, repairs);
    let plain = text::with_plain_lines(&plain, repairs);
    if let Some((inside, repair)) = wrapping::taken_off(&plain) {
        note(repairs, repair);
        return read_layer(inside.as_bytes(), repairs, below);
    }
    let plain = label::plain(&plain, repairs);
    if plain.includes("-----BEGIN ") {
        return lax_pem::parse(&plain, repairs);
    }
    if let Some(Err(syntax)) = json {
        return Err(mistake::broken_json(&plain, syntax));
    }
    if plain.ends_with("-----BEGIN") {
        let message = "The key ends at its first space, after -----BEGIN.";
        let remedy = "Set the variable with quotes around the value.";
        return Err(Error::new(Code::KeyTruncated, message).with_remedy(remedy));
    }
    if plain.includes("-----END ") {
        let message = "The key's first line -----BEGIN …----- is missing.";
        return Err(Error::new(Code::KeyTruncated, message));
    }
    match wrapping::hexadecimal(&plain) {
        Some(bytes) => {
            note(repairs, KeyRepair::Hexadecimal);
            read_layer(&bytes, repairs, below)
        }
        None => read_base64(&plain, repairs, below),
    }
}

/// Whether the text is a JSON object escaped as a JSON string.
fn is_escaped_json(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with('\\'))
}

fn read_base64(plain: &str, repairs: &mut Vec<KeyRepair>, below: u8) -> Result<Parsed> {
    let bare = without_prefix(plain);
    // A shorter text may be any word.
    if bare.len() < 100 && !bare.starts_with("MII") {
        return Err(unknown());
    }
    let read = |text: &str, repairs: &mut Vec<KeyRepair>| {
        let decoded = base64_text::decode(text.as_bytes()).ok_or_else(unknown)?;
        note(repairs, KeyRepair::Base64);
        let parsed = read_layer(&decoded.bytes, repairs, below)?;
        if !decoded.whole {
            let message = "There is extra data after the end of the key.";
            return Err(Error::new(Code::KeyMalformed, message));
        }
        Ok(parsed)
    };
    if bare != plain {
        note(repairs, KeyRepair::TextAround);
    }
    read(bare, repairs).or_else(|refusal| plus_signs::put_back(bare, refusal, repairs, &read))
}

/// Removes prefixes of settings files and URLs: `NAME=`, `base64:`, `data:…,`.
fn without_prefix(text: &str) -> &str {
    let unpadded = text.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    match unpadded.rfind(['=', ':', ',']) {
        Some(end) => text::without_quotes(text.get(end + 1..).unwrap_or_default()),
        None => text,
    }
}

fn unknown() -> Error {
    Error::new(Code::KeyUnrecognized, "This is not a key in a known format.")
}

/// Whether it begins as every key in DER does, with a SEQUENCE whose first element is an INTEGER or another
/// SEQUENCE, and not as a text does that begins with the digit 0.
fn is_der(input: &[u8]) -> bool {
    let is_text = input.iter().all(|byte| *byte >= 0x09) && input.is_ascii();
    let first = der::header(input).map(|(start, _)| input.get(start));
    !is_text && matches!(first, Some(None | Some(0x02 | 0x30)))
}

/// Text in UTF-16, which its byte order mark shows.
#[inline(never)]
fn utf_16(input: &[u8]) -> Option<Zeroizing<String>> {
    let (unit, rest): (fn([u8; 2]) -> u16, _) = match input {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let (pairs, []) = rest.as_chunks::<2>() else { return None };
    // No character has more than three bytes of UTF-8 for each two of UTF-16.
    let mut text = Zeroizing::new(String::with_capacity(rest.len() * 2));
    for c in char::decode_utf16(pairs.iter().copied().map(unit)) {
        text.push(c.ok()?);
    }
    Some(text)
}
