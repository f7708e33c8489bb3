//! The comments and literals of Rust, also inside of macros.

use anyhow::{Context, Result};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::comment::comment;
use super::text::{self, Part, Place, Text};
use super::{Comment, Piece};

pub fn pieces(source: &str, place: Place) -> Result<Vec<Piece>> {
    let tokens: TokenStream = source.parse().ok().context("cannot read the Rust of this file")?;
    let mut reader = Reader { source, found: Vec::new(), code: Vec::new() };
    reader.collect(tokens, place);
    let Reader { mut found, code, .. } = reader;
    // Tokens come in the order of the source, so only comments are between them.
    let mut at = 0;
    let mut line = 1;
    for (begin, end) in code.into_iter().chain([(source.len(), source.len())]) {
        found.extend(comments(source, at, begin.max(at), &mut line));
        line += source[begin.max(at)..end.max(at)].matches('\n').count();
        at = end.max(at);
    }
    found.sort_by_key(|(at, _)| *at);
    Ok(found.into_iter().map(|(_, piece)| piece).collect())
}

/// The comments between two tokens, with their places.
fn comments(source: &str, from: usize, to: usize, line: &mut usize) -> Vec<(usize, Piece)> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(char) = source[at..to].chars().next() {
        let Some((length, lines)) = comment(&source[at..to]) else {
            *line += usize::from(char == '\n');
            at += char.len_utf8();
            continue;
        };
        let lines: Vec<_> = (*line..).zip(lines).collect();
        *line += lines.len() - 1;
        let follows = !found.is_empty();
        found.push((at, Piece::Comment(Comment { lines, follows })));
        at += length;
    }
    found
}

struct Reader<'a> {
    source: &'a str,
    found: Vec<(usize, Piece)>,
    /// Where the tokens begin and end, without the comments among them.
    code: Vec<(usize, usize)>,
}

impl Reader<'_> {
    fn collect(&mut self, tokens: TokenStream, place: Place) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let pair = pair(&tokens);
        let mut rest = tokens.as_slice();
        // The tokens of the item to which an attribute of tests belongs.
        let mut in_tests = 0;
        while let Some((token, after)) = rest.split_first() {
            let place = if in_tests > 0 { Place::Test } else { place };
            in_tests = usize::saturating_sub(in_tests, 1);
            rest = after;
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    let Some((attribute, behind)) = attribute(rest) else {
                        self.cover(token);
                        continue;
                    };
                    let length = rest.len() - behind.len();
                    in_tests = usize::saturating_sub(in_tests, length);
                    rest = behind;
                    // A comment of documentation is an attribute whose source is a comment.
                    if !self.source[token.span().byte_range()].starts_with('#') {
                        continue;
                    }
                    self.cover(token);
                    if is_of_tests(attribute) {
                        in_tests = in_tests.max(item(behind));
                    }
                    let place = if place == Place::Test { place } else { Place::Attribute };
                    self.group(attribute, place);
                }
                TokenTree::Group(group) => self.group(group, place),
                other => {
                    self.cover(other);
                    if pair.is_none()
                        && let Some(text) = literal(other)
                    {
                        self.add(other, Text { place, ..text });
                    }
                }
            }
        }
        if let (Some(text), Some(token)) = (pair, tokens.first()) {
            self.add(token, Text { place, ..text });
        }
    }

    fn group(&mut self, group: &Group, place: Place) {
        let range = group.span_open().byte_range();
        self.code.push((range.start, range.end));
        self.collect(group.stream(), place);
        let range = group.span_close().byte_range();
        self.code.push((range.start, range.end));
    }

    fn cover(&mut self, token: &TokenTree) {
        let range = token.span().byte_range();
        self.code.push((range.start, range.end));
    }

    fn add(&mut self, token: &TokenTree, text: Text) {
        self.found.push((token.span().byte_range().start, Piece::Text(text)));
    }
}

/// The brackets of an attribute, and what follows them.
fn attribute(tokens: &[TokenTree]) -> Option<(&Group, &[TokenTree])> {
    match tokens {
        [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Bracket => {
            Some((group, rest))
        }
        [TokenTree::Punct(mark), rest @ ..] if mark.as_char() == '!' => attribute(rest),
        _ => None,
    }
}

fn is_of_tests(attribute: &Group) -> bool {
    let text = attribute.stream().to_string().replace(' ', "");
    text == "test" || text == "cfg(test)"
}

/// How many tokens the item at the beginning has.
fn item(tokens: &[TokenTree]) -> usize {
    let end = tokens.iter().position(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    });
    end.map_or(tokens.len(), |end| end + 1)
}

/// `js: "…", rust: "…"`: one text, in the words of two languages.
fn pair(tokens: &[TokenTree]) -> Option<Text> {
    let [TokenTree::Ident(js), _, for_js, _, TokenTree::Ident(rust), _, for_rust, ..] = tokens
    else {
        return None;
    };
    if js != "js" || rust != "rust" {
        return None;
    }
    let text_for_rust = literal(for_rust)?.parts;
    Some(Text { rust: Some(text_for_rust), ..literal(for_js)? })
}

fn literal(token: &TokenTree) -> Option<Text> {
    let TokenTree::Literal(literal) = token else { return None };
    let source = literal.to_string();
    let line = literal.span().start().line;
    if let Some(raw) = source.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return Some(Text::plain(line, raw.strip_prefix('"')?.strip_suffix('"')?.to_owned()));
    }
    let inner = source.strip_prefix('"')?.strip_suffix('"')?;
    Some(Text { line, parts: parts(inner), ..Text::default() })
}

/// The parts of what is between the quotation marks.
fn parts(inner: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text::push(&mut parts, &rest[..at]);
        rest = &rest[at + 1..];
        let escape = rest.chars().next().unwrap_or_default();
        let escaped = &rest[escape.len_utf8()..];
        match escape {
            'n' => parts.push(Part::Break),
            '\n' => {
                parts.push(Part::Continued);
                rest = escaped.trim_start();
                continue;
            }
            '"' | '\\' | '\'' => text::push(&mut parts, escape.encode_utf8(&mut [0; 4])),
            // The code of a character, for example.
            _ => text::push(&mut parts, &format!("\\{escape}")),
        }
        rest = escaped;
    }
    text::push(&mut parts, rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(usize, String, Option<String>)> {
        let texts =
            pieces(source, Place::Code).unwrap().into_iter().filter_map(|piece| match piece {
                Piece::Text(text) if text.is_in_code() => Some(text),
                _ => None,
            });
        let shown = |text: Text| {
            (text.line, text::shown(&text.parts), text.rust.map(|rust| text::shown(&rust)))
        };
        texts.map(shown).collect()
    }

    fn comments(source: &str) -> Vec<(usize, String)> {
        let comments =
            pieces(source, Place::Code).unwrap().into_iter().filter_map(|piece| match piece {
                Piece::Comment(comment) => Some(comment.lines),
                Piece::Text(_) => None,
            });
        comments.flatten().collect()
    }

    #[test]
    fn literals_are_found_in_code_and_macros() {
        let source = "fn f() {\n    g(\"one\");\n    bail!(\"two {x}\", x = \"three\");\n}\n\
            table! { a => { js: \"four\", rust: \"five\" }; \"si\\\n   x\" }";
        let plain = |line, text: &str| (line, text.to_owned(), None);
        let pair = (5, "four".to_owned(), Some("five".to_owned()));
        assert_eq!(
            texts(source),
            [plain(2, "one"), plain(3, "two {x}"), plain(3, "three"), pair, plain(5, "six")]
        );
    }

    #[test]
    fn attributes_and_tests_are_told_apart() {
        let source = "//! doc\n#![doc = \"no\"]\n/// more\n#[must_use = \"no\"]\nfn f() {} // no\n\
            #[cfg(test)]\nmod tests { fn g() { h(\"no\") } }\n#[test]\nfn t() { h(\"no\") }\n\
            static S: &str = r#\"y\"es\"#;\nconst T: &str = \"a\\\\b\\u{1}\";";
        let expected = [(10, "y\"es".to_owned(), None), (11, "a\\b\\u{1}".to_owned(), None)];
        assert_eq!(texts(source), expected);
    }

    #[test]
    fn comments_have_their_lines() {
        let source = "//! One.\n\n/// Two\n/// three.\nfn f(a: &'a str) { // four\n    g(\"// no\", '\"', 1 / 2);\n    /* five\n    six */\n}\n";
        let expected =
            [(1, "One."), (3, "Two"), (4, "three."), (5, "four"), (7, " five"), (8, "six ")];
        let found = comments(source);
        let found: Vec<_> = found.iter().map(|(line, text)| (*line, text.as_str())).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((line, text), expected) in found.into_iter().zip(expected) {
            assert_eq!((line, text.trim()), (expected.0, expected.1.trim()));
        }
    }
}
