//! Keys in PEM (RFC 7468).

use zeroize::Zeroizing;

use super::{KeyFormat, KeyRepair, Parsed, der};
use crate::{Code, Error, Result};

/// Reads the private key among the blocks of a text.
pub(super) fn parse(text: &str, repairs: &mut Vec<KeyRepair>) -> Result<Parsed> {
    let blocks = blocks(text);
    let private = blocks.iter().find(|block| is_private(block.label));
    let Some(block) = private.or(blocks.first()) else {
        return Err(Error::new(Code::KeyMalformed, "The key's first line is damaged."));
    };
    refuse_by_label(block)?;
    let Some(body) = block.body else {
        let message = format!("The key's last line -----END {}----- is missing.", block.label);
        return Err(Error::new(Code::KeyTruncated, message));
    };
    if body.contains("ENCRYPTED") || body.contains("DEK-Info") {
        return Err(encrypted());
    }
    if block.has_text_around {
        repairs.push(KeyRepair::TextAround);
    }
    let strict = wrapped(block.label, body);
    if !same_lines(body, &strict) {
        repairs.push(KeyRepair::LineBreaks);
    }
    let (_, bytes) = pem_rfc7468::decode_vec(strict.as_bytes()).map_err(|_| {
        let message =
            "Between the first and the last line of the key is something that is not base64.";
        Error::new(Code::KeyMalformed, message)
    })?;
    let bytes = Zeroizing::new(bytes);
    let parsed = der::parse(&bytes)?;
    let (format, label) = match parsed.format {
        KeyFormat::Pkcs1Der => (KeyFormat::Pkcs1Pem, "RSA PRIVATE KEY"),
        _ => (KeyFormat::Pkcs8Pem, "PRIVATE KEY"),
    };
    if label != block.label {
        repairs.push(KeyRepair::Label);
    }
    Ok(Parsed { format, ..parsed })
}

struct Block<'a> {
    label: &'a str,
    /// What stands between the first and the last line; nothing if there is no last line.
    body: Option<&'a str>,
    has_text_around: bool,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    let mut text_before = false;
    while let Some((before, after)) = rest.split_once("-----BEGIN ") {
        text_before |= !before.trim().is_empty();
        let Some((label, after)) = after.split_once("-----") else { break };
        let next_begin = after.find("-----BEGIN ").unwrap_or(after.len());
        let this = after.get(..next_begin).unwrap_or(after);
        match this.split_once("-----END ") {
            Some((body, end)) => {
                let tail = end.split_once("-----").map_or("", |(_, tail)| tail);
                let has_text_around = text_before || !tail.trim().is_empty() || !blocks.is_empty();
                blocks.push(Block { label, body: Some(body), has_text_around });
            }
            None => blocks.push(Block { label, body: None, has_text_around: false }),
        }
        rest = after.get(next_begin..).unwrap_or_default();
    }
    blocks
}

fn is_private(label: &str) -> bool {
    label.ends_with("PRIVATE KEY")
}

fn refuse_by_label(block: &Block<'_>) -> Result<()> {
    let label = block.label;
    if label.contains("CERTIFICATE") {
        return Err(Error::new(Code::KeyCertificate, "This is a certificate, and no private key."));
    }
    if label.contains("PUBLIC KEY") {
        return Err(Error::new(Code::KeyPublic, "This is a public key."));
    }
    match label {
        "RSA PRIVATE KEY" | "PRIVATE KEY" => Ok(()),
        "ENCRYPTED PRIVATE KEY" => Err(encrypted()),
        "OPENSSH PRIVATE KEY" => {
            Err(Error::new(Code::KeyOpenssh, "This is a private key in OpenSSH's own format."))
        }
        "EC PRIVATE KEY" | "DSA PRIVATE KEY" | "EC PARAMETERS" => {
            Err(Error::new(Code::KeyNotRsa, "This is a private key, but not for RSA."))
        }
        _ => Err(Error::new(Code::KeyUnrecognized, "This is PEM, but no private key.")),
    }
}

fn encrypted() -> Error {
    Error::new(Code::KeyEncrypted, "The private key is encrypted with a passphrase.")
}

/// The block with lines of 64 characters, as RFC 7468 wants it.
fn wrapped(label: &str, body: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(body.len() + body.len() / 32 + 100));
    text.push_str("-----BEGIN ");
    text.push_str(label);
    text.push_str("-----\n");
    let mut column = 0;
    for c in body.chars().filter(|c| !c.is_whitespace()) {
        if column == 64 {
            text.push('\n');
            column = 0;
        }
        text.push(c);
        column += 1;
    }
    text.push_str("\n-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}

/// Whether the lines of the body were as they are now.
fn same_lines(body: &str, strict: &str) -> bool {
    let mut strict = strict.lines().skip(1);
    let same = body.trim().lines().all(|line| strict.next() == Some(line.trim_end()));
    same && strict.count() == 1
}
