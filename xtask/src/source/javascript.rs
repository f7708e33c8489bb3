//! The comments, string literals and templates of JavaScript; without regular expressions.

use super::comment::comment;
use super::text::{self, Part, Text};
use super::{Comment, Piece};

pub fn pieces(source: &str) -> Vec<Piece> {
    let mut reader = Reader { rest: source, line: 1, before: None, word: "", found: Vec::new() };
    reader.code(None);
    reader.found
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    /// The last character of code except spaces. It distinguishes a division from a regular expression.
    before: Option<char>,
    /// The word that ends with this character.
    word: &'a str,
    found: Vec<Piece>,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn skip(&mut self, length: usize) {
        self.line += self.rest[..length].matches('\n').count();
        self.rest = &self.rest[length..];
    }

    /// Code up to the brace that closes a template's expression, or to the end.
    fn code(&mut self, close: Option<char>) {
        let mut depth = 0usize;
        let mut follows = false;
        if self.rest.starts_with("#!") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
        loop {
            if let Some((length, lines)) = comment(self.rest) {
                let lines = (self.line..).zip(lines).collect();
                self.found.push(Piece::Comment(Comment { lines, follows }));
                follows = true;
                self.skip(length);
                continue;
            }
            let is_expression = self.expects_expression();
            let word = self.rest;
            let Some(c) = self.take() else { return };
            match c {
                '"' | '\'' => self.string(c),
                '`' => self.template(),
                '/' if is_expression => self.regular_expression(),
                '{' => depth += 1,
                '}' if depth == 0 && close == Some('}') => return,
                '}' => depth = depth.saturating_sub(1),
                c if c.is_alphabetic() => {
                    let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                    self.skip(end.unwrap_or(self.rest.len()));
                    self.word = &word[..word.len() - self.rest.len()];
                }
                _ => {}
            }
            if !c.is_whitespace() {
                self.before = Some(c);
                follows = false;
            }
        }
    }

    /// Whether a slash here begins a regular expression.
    fn expects_expression(&self) -> bool {
        match self.before {
            Some(c) if c.is_alphanumeric() => ["return", "case", "typeof"].contains(&self.word),
            Some(c) => "(,=:[!&|?{};>+-".contains(c),
            None => true,
        }
    }

    fn regular_expression(&mut self) {
        let mut in_class = false;
        while let Some(c) = self.take() {
            match c {
                '\\' => {
                    self.take();
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return,
                '\n' => return,
                _ => {}
            }
        }
    }

    fn string(&mut self, quote: char) {
        let line = self.line;
        let mut parts = Vec::new();
        while let Some(c) = self.take().filter(|c| *c != quote) {
            if c == '\\' { self.escape(&mut parts) } else { put(&mut parts, c) }
        }
        self.found.push(Piece::Text(Text { line, parts, ..Text::default() }));
    }

    /// A template. Literals within its expressions come after it.
    fn template(&mut self) {
        let line = self.line;
        let place = self.found.len();
        let mut parts = Vec::new();
        while let Some(c) = self.take().filter(|c| *c != '`') {
            if c == '\\' {
                self.escape(&mut parts);
            } else if c == '$' && self.rest.starts_with('{') {
                self.take();
                let from = self.rest;
                self.before = None;
                self.code(Some('}'));
                let length = from.len() - self.rest.len();
                let inside = from[..length].strip_suffix('}').unwrap_or(&from[..length]);
                parts.push(Part::Placeholder(inside.to_owned()));
            } else {
                put(&mut parts, c);
            }
        }
        self.found.insert(place, Piece::Text(Text { line, parts, ..Text::default() }));
    }

    fn escape(&mut self, parts: &mut Vec<Part>) {
        match self.take() {
            Some('n') => parts.push(Part::Break),
            Some('\n') | None => parts.push(Part::Continued),
            Some(c @ ('"' | '\'' | '`' | '$')) => put(parts, c),
            Some(c) => text::push(parts, &format!("\\{c}")),
        }
    }
}

fn put(parts: &mut Vec<Part>, c: char) {
    text::push(parts, c.encode_utf8(&mut [0; 4]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(usize, String)> {
        let texts = pieces(source).into_iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some((text.line, text::shown(&text.parts))),
            Piece::Comment(_) => None,
        });
        texts.collect()
    }

    #[test]
    fn strings_and_templates_are_found() {
        let source = "f('one', \"t\\\"wo\");\ng(`three ${a ? `fo}ur` : {b: \"five\"}.b} six`);\nh(1 / 2, \"seven\" / 3);";
        let expected = [
            (1, "one"),
            (1, "t\"wo"),
            (2, "three ${a ? `fo}ur` : {b: \"five\"}.b} six"),
            (2, "fo}ur"),
            (2, "five"),
            (3, "seven"),
        ];
        assert_eq!(texts(source), expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn regular_expressions_are_left_out() {
        let source = "#!/usr/bin/env node\n// no \"no\"\n/* 'no' */ const r = /[/\"]\\/'/g;\nf(x.replace(/`/, \"yes\"));\nfunction g() { return /'/.test(y); }";
        assert_eq!(texts(source), [(4, "yes".to_owned())]);
    }

    #[test]
    fn comments_have_their_lines() {
        let source =
            "/** One. */\nf(); // two\n// three\ng(`${/* four */ h}`);\n/**\n * five\n */\n";
        let comments = pieces(source).into_iter().filter_map(|piece| match piece {
            Piece::Comment(comment) => Some(comment),
            Piece::Text(_) => None,
        });
        let found: Vec<(usize, bool)> =
            comments.map(|comment| (comment.lines[0].0, comment.follows)).collect();
        assert_eq!(found, [(1, false), (2, false), (3, true), (4, false), (5, false)]);
    }
}
