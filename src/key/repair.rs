//! What happens to keys in environment variables, forms and dashboards, undone.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// A repair without which a key could not have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyRepair {
    /// `\n` in two characters stood for line breaks.
    LiteralNewlines,
    /// Quotes stood around it.
    Quotes,
    /// Line breaks were those of Windows or of old Macs.
    LineEndings,
    /// The line breaks were gone, or in other places than they should be.
    LineBreaks,
    /// Other text stood before or after it.
    TextAround,
    /// There were characters that cannot be seen.
    InvisibleCharacters,
    /// The dashes around the label were typographic, or not five.
    Dashes,
    /// It was encoded as base64 once more, or had lost its first and last line.
    Base64,
    /// The label named another format than the one it was.
    Label,
}

impl KeyRepair {
    /// What was done, for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LiteralNewlines => "literal \\n made line breaks",
            Self::Quotes => "quotes around the key removed",
            Self::LineEndings => "CR or CRLF made LF",
            Self::LineBreaks => "line breaks put back",
            Self::TextAround => "text around the key ignored",
            Self::InvisibleCharacters => "invisible characters removed",
            Self::Dashes => "dashes around the label made five plain ones",
            Self::Base64 => "base64 decoded",
            Self::Label => "label corrected",
        }
    }
}

/// The text without what does not belong to a key.
pub(super) fn repaired(text: &str, repairs: &mut Vec<KeyRepair>) -> Zeroizing<String> {
    let mut text = Zeroizing::new(text.to_owned());
    let mut apply = |repair: KeyRepair, text: &mut Zeroizing<String>, new: String| {
        if *new != **text {
            repairs.push(repair);
        }
        *text = Zeroizing::new(new);
    };
    let visible = text.chars().filter(|c| !is_invisible(*c)).map(plain_space).collect();
    apply(KeyRepair::InvisibleCharacters, &mut text, visible);
    text = Zeroizing::new(text.trim().to_owned());
    let unquoted = without_quotes(&text).to_owned();
    apply(KeyRepair::Quotes, &mut text, unquoted);
    let broken = broken_lines(&text);
    apply(KeyRepair::LiteralNewlines, &mut text, broken);
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    apply(KeyRepair::LineEndings, &mut text, unix);
    let dashed = plain_dashes(&text);
    apply(KeyRepair::Dashes, &mut text, dashed);
    Zeroizing::new(text.trim().to_owned())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\0')
}

fn plain_space(c: char) -> char {
    if matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}') { ' ' } else { c }
}

/// Takes off quotes, one layer after the other, and what a line of JSON or a shell leaves behind them.
fn without_quotes(text: &str) -> &str {
    const PAIRS: [(char, char); 6] =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('„', '“')];
    let mut text = text.trim().trim_end_matches([',', ';']).trim_end();
    'layers: loop {
        for (open, close) in PAIRS {
            let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            if let Some(inner) = inner {
                text = inner.trim();
                continue 'layers;
            }
        }
        return text;
    }
}

/// `\n`, `\r\n`, and the same escaped twice. In JSON they belong to the JSON.
fn broken_lines(text: &str) -> String {
    if text.starts_with('{') {
        return text.to_owned();
    }
    let mut result = text.to_owned();
    for (from, to) in
        [("\\\\", "\\"), ("\\r\\n", "\n"), ("\\n", "\n"), ("\\r", "\n"), ("\\\n", "\n")]
    {
        let next = result.replace(from, to);
        zeroize::Zeroize::zeroize(&mut result);
        result = next;
    }
    result
}

/// Dashes before and after `BEGIN …` and `END …`: five plain ones. In base64 there are none.
fn plain_dashes(text: &str) -> String {
    if !text.contains("BEGIN ") || !text.contains("KEY") || text.starts_with('{') {
        return text.to_owned();
    }
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑');
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_dash) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_dash(c)).unwrap_or(from.len());
        let (dashes, after) = from.split_at(end);
        result.push_str(before);
        let run = dashes.chars().count() > 1 || dashes.chars().any(|c| matches!(c, '–' | '—'));
        result.push_str(if run { "-----" } else { "-" });
        rest = after;
    }
    result.push_str(rest);
    result
}

/// Base64 of either alphabet, with or without padding and white space.
pub(super) fn base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let engine = GeneralPurpose::new(&STANDARD, config);
    let plain = |c| match c {
        '-' => '+',
        '_' => '/',
        c => c,
    };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    let text = Zeroizing::new(text);
    if text.len() < 100 {
        return None;
    }
    engine.decode(text.as_bytes()).ok().map(Zeroizing::new)
}
