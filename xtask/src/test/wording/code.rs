//! The prose of sources: comments, and strings that are long enough to be messages.

use super::markdown;
use super::passage::{CODE, Passage};

/// How many words make a string a message.
const MESSAGE: usize = 4;

/// What a source has besides code.
enum Piece {
    Comment(String),
    Text(String),
}

/// Strings in tests are not messages.
pub fn rust(source: &str, is_test: bool) -> Vec<Passage> {
    let tests = source.find("#[cfg(test)]\nmod tests {").unwrap_or(source.len());
    passages(source, if is_test { 0 } else { tests }, rust_piece)
}

pub fn javascript(source: &str) -> Vec<Passage> {
    passages(source, source.len(), javascript_piece)
}

/// Reads the piece at the start of a text, after a character. Returns its length and the piece.
type ReadPiece = fn(&str, Option<char>) -> Option<(usize, Piece)>;

/// The passages of all pieces. Strings count up to the place where the tests begin.
fn passages(source: &str, tests: usize, read: ReadPiece) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut comments: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    let mut line = 1;
    let mut before = None;
    while let Some(char) = source[at..].chars().next() {
        let Some((length, piece)) = read(&source[at..], before) else {
            if !char.is_whitespace() {
                before = Some(char);
                passages.extend(prose_of(&mut comments));
            }
            line += usize::from(char == '\n');
            at += char.len_utf8();
            continue;
        };
        match piece {
            Piece::Comment(text) => {
                // A comment that does not follow the one before it is a separate paragraph.
                if comments.last().is_some_and(|(last, _)| last + 1 != line) {
                    passages.extend(prose_of(&mut comments));
                }
                comments
                    .extend(text.split('\n').enumerate().map(|(i, one)| (line + i, one.into())));
            }
            Piece::Text(text) => {
                passages.extend(prose_of(&mut comments));
                // Alternatives of a pattern are signs of foreign messages.
                let is_pattern = text.contains('|');
                if at < tests && !is_pattern && text.split_whitespace().count() >= MESSAGE {
                    let lines = text.lines().enumerate().map(|(i, one)| (line + i, one));
                    passages.extend(markdown::prose(lines));
                }
                before = Some('"');
            }
        }
        line += source[at..at + length].matches('\n').count();
        at += length;
    }
    passages.extend(prose_of(&mut comments));
    passages
}

fn prose_of(comments: &mut Vec<(usize, String)>) -> Vec<Passage> {
    let lines = std::mem::take(comments);
    markdown::prose(lines.iter().map(|(number, line)| (*number, line.as_str())))
}

fn rust_piece(source: &str, before: Option<char>) -> Option<(usize, Piece)> {
    if let Some(comment) = comment(source) {
        return Some(comment);
    }
    if source.starts_with('"') {
        return Some(text(source, '"'));
    }
    let in_name = before.is_some_and(|char| char.is_alphanumeric() || char == '_');
    if source.starts_with('r') && !in_name {
        let hashes = source[1..].len() - source[1..].trim_start_matches('#').len();
        let inner = source[1 + hashes..].strip_prefix('"')?;
        let length = inner.find(&format!("\"{}", "#".repeat(hashes)))?;
        return Some((1 + hashes + 1 + length + 1 + hashes, Piece::Text(inner[..length].into())));
    }
    // A character, and not a lifetime.
    let mut chars = source.strip_prefix('\'')?.char_indices();
    let end = match chars.next()? {
        (_, '\\') => source[3..].find('\'')? + 3,
        _ => chars.next().filter(|(_, char)| *char == '\'')?.0 + 1,
    };
    Some((end + 1, Piece::Text(String::new())))
}

fn javascript_piece(source: &str, before: Option<char>) -> Option<(usize, Piece)> {
    if let Some(comment) = comment(source) {
        return Some(comment);
    }
    if let Some(quote) = source.chars().next().filter(|char| "\"'`".contains(*char)) {
        return Some(text(source, quote));
    }
    // A regular expression, and not a division.
    let divides = |char: char| char.is_alphanumeric() || "_$)]}\"".contains(char);
    if source.starts_with('/') && !before.is_some_and(divides) {
        let mut in_class = false;
        let mut escaped = false;
        for (at, char) in source.char_indices().skip(1) {
            match char {
                '\n' => return None,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return Some((at + 1, Piece::Text(String::new()))),
                _ => {}
            }
        }
    }
    None
}

/// The comment at the start, without its marks.
fn comment(source: &str) -> Option<(usize, Piece)> {
    if source.starts_with("//") {
        let line = source.lines().next()?;
        let text = line.trim_start_matches('/').trim_start_matches('!');
        let text = text.strip_prefix(' ').unwrap_or(text);
        // Marks of generated regions and of tools.
        let text = if text.starts_with("generated") || text.starts_with('@') { "" } else { text };
        return Some((line.len(), Piece::Comment(text.to_owned())));
    }
    let inner = source.strip_prefix("/*")?;
    let length = inner.find("*/")?;
    let mut example = false;
    let lines = inner[..length].lines().map(|line| {
        let line = line.trim_start().trim_start_matches('*');
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.trim_start().starts_with('@') {
            example = line.trim_start().starts_with("@example");
        }
        if example { String::new() } else { without_tag(line) }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    Some((length + 4, Piece::Comment(text)))
}

/// A line of JSDoc without its tag, type and name.
fn without_tag(line: &str) -> String {
    let Some(tagged) = line.trim_start().strip_prefix('@') else { return line.to_owned() };
    let (tag, rest) = tagged.split_once(' ').unwrap_or((tagged, ""));
    let mut rest = rest.trim_start();
    if rest.starts_with('{') {
        let mut depth = 0;
        let end = rest.char_indices().find(|(_, char)| {
            depth += i32::from(*char == '{') - i32::from(*char == '}');
            depth == 0
        });
        rest = end.map_or("", |(at, _)| &rest[at + 1..]).trim_start();
    }
    if ["param", "property", "callback", "typedef", "template"].contains(&tag) {
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
    }
    format!("- {rest}")
}

/// The string at the start, with the escapes that matter for prose. A placeholder is one word.
fn text(source: &str, quote: char) -> (usize, Piece) {
    let mut text = String::new();
    let mut chars = source.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some((_, 'n')) => text.push_str(". "),
                Some((_, '\n')) | None => text.push('\n'),
                Some((_, escaped)) => text.push(escaped),
            },
            '$' if quote == '`' && source[at + 1..].starts_with('{') => {
                text.push(CODE);
                let end = at + placeholder(&source[at..]);
                while chars.next().is_some_and(|(at, char)| at + char.len_utf8() < end) {}
            }
            _ if char == quote => return (at + 1, Piece::Text(text)),
            _ => text.push(char),
        }
    }
    (source.len(), Piece::Text(text))
}

/// How long the placeholder `${…}` at the start is.
fn placeholder(source: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    let mut before = None;
    while let Some(char) = source[at..].chars().next() {
        if let Some((length, _)) = javascript_piece(&source[at..], before) {
            at += length;
            before = Some('"');
            continue;
        }
        at += char.len_utf8();
        before = Some(char);
        depth += i32::from(char == '{') - i32::from(char == '}');
        if char == '}' && depth == 0 {
            break;
        }
    }
    at
}
