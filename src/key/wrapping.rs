//! What whole texts are put into on their way: percent-encoding, HTML, quoted mail, hexadecimal.

use zeroize::Zeroizing;

use super::label::DASHES;
use super::repair::KeyRepair;

type Bytes = Zeroizing<Vec<u8>>;
type Unwrap = fn(&str) -> Option<Bytes>;

/// In the order in which they are looked for.
const WRAPPINGS: [(Unwrap, KeyRepair); 5] = [
    (percent_encoding, KeyRepair::PercentEncoding),
    (html, KeyRepair::Html),
    (line_marks, KeyRepair::LineMarks),
    (single_quotes, KeyRepair::Quotes),
    (hexadecimal, KeyRepair::Hexadecimal),
];

/// What is in the wrapping that a text is in, if it is in one.
#[inline(never)]
pub(super) fn taken_off(text: &str) -> Option<(Bytes, KeyRepair)> {
    WRAPPINGS.iter().find_map(|(unwrap, repair)| Some((unwrap(text)?, *repair)))
}

/// Percent-encoding (RFC 3986), also that of forms, which write a space as `+`. No encoder touches letters or digits.
fn percent_encoding(text: &str) -> Option<Bytes> {
    let is_form = text.contains("BEGIN+")
        || ["%2b", "%7b"].iter().any(|code| text.to_ascii_lowercase().contains(code));
    let mut decoded = Zeroizing::new(Vec::with_capacity(text.len()));
    for (n, piece) in text.split('%').enumerate() {
        let (code, literal) = if n == 0 { ("", piece) } else { piece.split_at_checked(2)? };
        if n > 0 {
            decoded.push(hex(code).filter(|byte| !byte.is_ascii_alphanumeric())?);
        }
        decoded.extend(literal.bytes().map(|c| if is_form && c == b'+' { b' ' } else { c }));
    }
    let is_text = str::from_utf8(&decoded).is_ok();
    (text.contains('%') && is_text).then_some(decoded)
}

fn hex(code: &str) -> Option<u8> {
    let is_hex = code.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u8::from_str_radix(code, 16).ok()).flatten()
}

/// HTML that an editor or a mail made of the text: tags of paragraphs and code, and character references.
fn html(text: &str) -> Option<Bytes> {
    let mut plain = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text;
    let mut is_html = false;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at_checked(at)?;
        plain.extend_from_slice(before.as_bytes());
        match tag(from).or_else(|| reference(from)) {
            Some((c, behind)) => {
                plain.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = behind;
                is_html = true;
            }
            None => {
                plain.extend_from_slice(from.as_bytes().get(..1)?);
                rest = from.get(1..)?;
            }
        }
    }
    plain.extend_from_slice(rest.as_bytes());
    is_html.then_some(plain)
}

/// What a tag stands for, and what is behind it.
fn tag(text: &str) -> Option<(char, &str)> {
    const NAMES: [&str; 10] = ["br", "p", "div", "span", "pre", "code", "wbr", "li", "td", "tr"];
    let (inside, behind) = text.strip_prefix('<')?.split_once('>')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let name = name.split([' ', '/', '\n']).next()?;
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)).then_some(('\n', behind))
}

/// What a character reference stands for, and what is behind it.
fn reference(text: &str) -> Option<(char, &str)> {
    const NAMES: [(&str, char); 11] = [
        ("amp", '&'),
        ("apos", '\''),
        ("dash", '-'),
        ("equals", '='),
        ("hyphen", '-'),
        ("mdash", '—'),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("plus", '+'),
        ("quot", '"'),
        ("sol", '/'),
    ];
    let (name, behind) = text.strip_prefix('&')?.split_once(';')?;
    let c = match name.strip_prefix('#') {
        Some(code) => {
            let hex = code.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(code) => u32::from_str_radix(code, 16),
                None => code.parse(),
            };
            code.ok().and_then(char::from_u32)?
        }
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, behind))
}

/// What stands before each line, if it stands before the first line of the key: marks of quoted mail, of lists and
/// comments, numbers of lines.
fn line_marks(text: &str) -> Option<Bytes> {
    const MARKS: [char; 8] = ['>', '|', '*', '#', '•', '·', '│', '┃'];
    let (before, _) = text.split_once("BEGIN")?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let key = text.get(start..)?;
    let mark = before.get(start..)?.trim_end_matches(DASHES).trim();
    let mut plain = Zeroizing::new(Vec::with_capacity(key.len()));
    if mark.is_empty() {
        return None;
    }
    if mark.chars().all(|c| MARKS.contains(&c) || c == ' ') {
        // None of them is base64: they may go wherever they are.
        for line in key.lines() {
            for piece in line.trim_start_matches(|c| c == ' ' || MARKS.contains(&c)).split(MARKS) {
                plain.extend_from_slice(piece.as_bytes());
            }
            plain.push(b'\n');
        }
        return Some(plain);
    }
    let is_number = mark.starts_with(|c: char| c.is_ascii_digit());
    if !is_number && !["+", "//", ";"].contains(&mark) {
        return None;
    }
    for line in key.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let unmarked = if is_number {
            let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let unmarked = behind.trim_start_matches(['.', ':', ')', ']', '|', '│', ' ', '\t']);
            (line.len() > behind.len() && behind.len() != unmarked.len()).then_some(unmarked)?
        } else {
            line.strip_prefix(mark)?.trim_start()
        };
        plain.extend_from_slice(unmarked.as_bytes());
        plain.push(b'\n');
    }
    Some(plain)
}

/// An object as Python prints it.
fn single_quotes(text: &str) -> Option<Bytes> {
    let is_object = text.starts_with("{'") && !text.contains('"');
    let quoted = |c| if c == b'\'' { b'"' } else { c };
    is_object.then(|| Zeroizing::new(text.bytes().map(quoted).collect()))
}

/// Hexadecimal digits, also with colons, commas or `0x` between them.
fn hexadecimal(text: &str) -> Option<Bytes> {
    let mut digits = Zeroizing::new(String::with_capacity(text.len()));
    for piece in text.split([' ', '\n', '\t', ':', ',']) {
        digits.push_str(piece.strip_prefix("0x").unwrap_or(piece));
    }
    let is_key = digits.len() >= 100 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let pairs = digits.as_bytes().chunks_exact(2);
    is_key
        .then(|| Zeroizing::new(pairs.filter_map(|pair| hex(str::from_utf8(pair).ok()?)).collect()))
}
