//! Lax PEM (RFC 7468, section 3, "laxtextualmsg"), with repairs.

use zeroize::Zeroizing;

use super::repair::{KeyRepair, note};
use super::strict_pem::has_regular_lines;
use super::{KeyFormat, Parsed, base64_text, der, placeholder, plus_signs};
use crate::error::{Code, Error, Result};
use crate::wire::Find;

/// Reads the first valid private key among the blocks of a text.
#[inline(never)]
pub(super) fn parse(text: &str, repairs: &mut Vec<KeyRepair>) -> Result<Parsed> {
    let (blocks, has_text_around) = blocks(text);
    let mut first_error = None;
    for block in blocks.iter().filter(|block| block.label.ends_with("PRIVATE KEY")) {
        let mut of_this = Vec::new();
        match read(block, &mut of_this) {
            Ok(parsed) => {
                if has_text_around {
                    note(repairs, KeyRepair::TextAround);
                }
                of_this.into_iter().for_each(|repair| note(repairs, repair));
                return Ok(parsed);
            }
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    Err(first_error.or_else(|| blocks.first().map(refusal)).unwrap_or_else(|| {
        Error::new(Code::KeyTruncated, "The key ends in its first line, or this line is damaged.")
    }))
}

struct Block<'a> {
    label: &'a str,
    /// The text between the first and the last line, and the label of the last line; `None` without a last line.
    end: Option<(&'a str, End<'a>)>,
}

struct End<'a> {
    label: &'a str,
    has_dashes: bool,
}

/// The blocks of a text, and whether there is more than one block in it.
fn blocks(text: &str) -> (Vec<Block<'_>>, bool) {
    const BEGIN: &str = "-----BEGIN ";
    let mut pieces = text.pieces(BEGIN);
    let mut has_text_around = pieces.next().is_some_and(|before| !before.trim().is_empty());
    let mut blocks = Vec::new();
    for piece in pieces {
        has_text_around |= !blocks.is_empty();
        let Some((label, rest)) = piece.cut("-----") else { continue };
        let end = rest.cut("-----END ").map(|(body, end)| {
            let line = end.split('\n').next().unwrap_or(end);
            let (label, has_dashes) = match line.cut("-----") {
                Some((label, _)) => (label, true),
                None => (line.trim_end(), false),
            };
            let behind = end.get(label.len()..).unwrap_or_default().trim_start_matches('-');
            has_text_around |= !behind.trim().is_empty();
            (body, End { label, has_dashes })
        });
        blocks.push(Block { label, end });
    }
    (blocks, has_text_around)
}

fn read(block: &Block<'_>, repairs: &mut Vec<KeyRepair>) -> Result<Parsed> {
    if !is_readable(block.label) {
        return Err(refusal(block));
    }
    let Some((body, end)) = &block.end else {
        let message = format!("The key's last line -----END {}----- is missing.", block.label);
        return Err(Error::new(Code::KeyTruncated, message));
    };
    if body.includes("ENCRYPTED") || body.includes("DEK-Info") {
        return Err(encrypted());
    }
    if !is_readable(end.label) {
        let message = "The key's last line is cut off, or does not belong to a private key.";
        return Err(Error::new(Code::KeyTruncated, message));
    }
    if !end.has_dashes {
        note(repairs, KeyRepair::Dashes);
    }
    let unquoted = unquoted(body);
    if unquoted.is_some() {
        note(repairs, KeyRepair::Quotes);
    }
    let body = unquoted.as_ref().map_or(*body, |unquoted| unquoted.as_str());
    let parsed = read_body(body, repairs)
        .or_else(|refusal| plus_signs::put_back(body, refusal, repairs, &read_body))
        .map_err(|refusal| placeholder::within(body).unwrap_or(refusal))?;
    let (format, label) = match parsed.format {
        KeyFormat::Pkcs1Der => (KeyFormat::Pkcs1Pem, "RSA PRIVATE KEY"),
        _ => (KeyFormat::Pkcs8Pem, "PRIVATE KEY"),
    };
    if label != block.label || label != end.label {
        note(repairs, KeyRepair::Label);
    }
    Ok(Parsed { format, ..parsed })
}

fn read_body(body: &str, repairs: &mut Vec<KeyRepair>) -> Result<Parsed> {
    let decoded = base64_text::decode(body.as_bytes()).ok_or_else(|| {
        let message = "The part between the first and the last line of the key is not base64.";
        Error::new(Code::KeyMalformed, message)
    })?;
    if decoded.bytes.is_empty() {
        let message = "The part between the first and the last line of the key is empty.";
        return Err(Error::new(Code::KeyTruncated, message));
    }
    let parsed = der::parse(&decoded.bytes, repairs)?;
    if !decoded.whole {
        let message = "There is extra data between the end of the key and its last line.";
        return Err(Error::new(Code::KeyMalformed, message));
    }
    if !has_regular_lines(body.as_bytes()) {
        note(repairs, KeyRepair::LineBreaks);
    }
    Ok(parsed)
}

fn is_readable(label: &str) -> bool {
    matches!(label, "RSA PRIVATE KEY" | "PRIVATE KEY")
}

/// The error for a block that is not a private key. The label is not repeated: it may be a part of a key.
#[cold]
#[inline(never)]
fn refusal(block: &Block<'_>) -> Error {
    let label = block.label;
    if label.includes("CERTIFICATE") {
        let message = "This is a certificate or a certificate request, not a private key.";
        return Error::new(Code::KeyCertificate, message);
    }
    if label.includes("PUBLIC KEY") {
        return Error::new(Code::KeyPublic, "This is a public key.");
    }
    match label {
        "ENCRYPTED PRIVATE KEY" => encrypted(),
        "OPENSSH PRIVATE KEY" => {
            Error::new(Code::KeyOpenssh, "This is a private key in OpenSSH's own format.")
        }
        "EC PRIVATE KEY" | "EC PARAMETERS" => der::not_rsa("EC"),
        "DSA PRIVATE KEY" => der::not_rsa("DSA"),
        "PGP PRIVATE KEY BLOCK" => Error::new(Code::KeyUnrecognized, "This is a PGP private key."),
        _ => Error::new(Code::KeyUnrecognized, "This is PEM, but not a private key."),
    }
}

fn encrypted() -> Error {
    Error::new(Code::KeyEncrypted, "The private key is encrypted with a passphrase.")
}

/// A body whose lines are strings of source code, or of a list: what stands in the quotes.
fn unquoted(body: &str) -> Option<Zeroizing<String>> {
    let quotes = ['"', '\'', '`'];
    if !body.contains(quotes) {
        return None;
    }
    let mut inside = Zeroizing::new(String::with_capacity(body.len()));
    for (n, piece) in body.split(quotes).enumerate() {
        // The first line is inside quotes, so that the body begins inside.
        if n % 2 == 0 {
            inside.push_str(piece);
        } else if piece.trim().trim_matches(['+', ',', '.', '\\', ';']).is_empty() {
            inside.push('\n');
        } else {
            return None;
        }
    }
    Some(inside)
}
