//! The string literals and templates of JavaScript; without comments and regular expressions.

use super::prose::Literal;

pub fn literals(source: &str) -> Vec<Literal> {
    let mut reader = Reader { rest: source, line: 1, before: None, found: Vec::new() };
    reader.code(None);
    reader.found.sort_by_key(|literal| literal.line);
    reader.found
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    /// The last character of code except spaces. It distinguishes a division from a regular expression.
    before: Option<char>,
    found: Vec<Literal>,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn skip_past(&mut self, end: &str) {
        while !self.rest.is_empty() && !self.rest.starts_with(end) {
            self.take();
        }
        for _ in end.chars() {
            self.take();
        }
    }

    /// Code up to the brace that closes a template's expression, or to the end.
    fn code(&mut self, close: Option<char>) {
        let mut depth = 0usize;
        loop {
            if self.rest.starts_with("//") || self.rest.starts_with("#!") {
                self.skip_past("\n");
                continue;
            }
            if self.rest.starts_with("/*") {
                self.skip_past("*/");
                continue;
            }
            let is_expression = self.expects_expression();
            let Some(c) = self.take() else { return };
            match c {
                '"' | '\'' => self.string(c),
                '`' => self.template(),
                '/' if is_expression => self.regular_expression(),
                '{' => depth += 1,
                '}' if depth == 0 && close == Some('}') => return,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if !c.is_whitespace() {
                self.before = Some(c);
            }
        }
    }

    /// Whether a slash here begins a regular expression.
    fn expects_expression(&self) -> bool {
        match self.before {
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
        let mut text = String::new();
        while let Some(c) = self.take().filter(|c| *c != quote) {
            if c == '\\' { self.escape(&mut text) } else { text.push(c) }
        }
        self.found.push(Literal { line, text, rust: None });
    }

    /// A template, in which an expression is shown as it stands in the source.
    fn template(&mut self) {
        let line = self.line;
        let mut text = String::new();
        while let Some(c) = self.take().filter(|c| *c != '`') {
            if c == '\\' {
                self.escape(&mut text);
            } else if c == '$' && self.rest.starts_with('{') {
                self.take();
                let from = self.rest;
                self.before = None;
                self.code(Some('}'));
                let length = from.len() - self.rest.len();
                text.push_str("${");
                text.push_str(&from[..length]);
            } else {
                text.push(c);
            }
        }
        self.found.push(Literal { line, text, rust: None });
    }

    fn escape(&mut self, text: &mut String) {
        match self.take() {
            Some('n') => text.push('\n'),
            Some('\n') | None => {}
            Some(c @ ('"' | '\'' | '`' | '$')) => text.push(c),
            Some(c) => text.extend(['\\', c]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(usize, String)> {
        literals(source).into_iter().map(|one| (one.line, one.text)).collect()
    }

    #[test]
    fn strings_and_templates_are_found() {
        let source = "f('one', \"t\\\"wo\");\ng(`three ${a ? `fo}ur` : {b: \"five\"}.b} six`);\nh(1 / 2, \"seven\" / 3);";
        let expected = [
            (1, "one"),
            (1, "t\"wo"),
            (2, "fo}ur"),
            (2, "five"),
            (2, "three ${a ? `fo}ur` : {b: \"five\"}.b} six"),
            (3, "seven"),
        ];
        assert_eq!(texts(source), expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn comments_and_regular_expressions_are_left_out() {
        let source = "#!/usr/bin/env node\n// no \"no\"\n/* 'no' */ const r = /[/\"]\\/'/g;\nf(x.replace(/`/, \"yes\"));";
        assert_eq!(texts(source), [(4, "yes".to_owned())]);
    }
}
