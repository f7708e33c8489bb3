//! The grammar of RFC 8259.

use std::borrow::Cow;

use super::Json;

/// No answer nests deeper.
const DEPTH: usize = 128;

/// A text that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// It ends before the value does.
    EndsEarly,
    /// Something stands in it that JSON has not.
    Unexpected,
}

pub(super) fn whole(text: &str) -> Result<Json<'_>, Syntax> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(DEPTH)?;
    parser.space();
    if parser.at == text.len() { Ok(value) } else { Err(Syntax::Unexpected) }
}

pub(super) fn start(text: &str) -> Result<Json<'_>, Syntax> {
    Parser { text, at: 0 }.value(DEPTH)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn unexpected<T>(&self) -> Result<T, Syntax> {
        Err(if self.peek().is_none() { Syntax::EndsEarly } else { Syntax::Unexpected })
    }

    /// Steps over this byte, if it is the next but for space.
    fn takes(&mut self, byte: u8) -> bool {
        self.space();
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: usize) -> Result<Json<'a>, Syntax> {
        self.space();
        match self.peek() {
            Some(b'{' | b'[') if depth == 0 => Err(Syntax::Unexpected),
            Some(b'{') => self.object(depth - 1),
            Some(b'[') => self.list(depth - 1),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Flag(true)),
            Some(b'f') => self.word("false", Json::Flag(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => self.unexpected(),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Syntax> {
        for byte in word.bytes() {
            if self.peek() != Some(byte) {
                return self.unexpected();
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn object(&mut self, depth: usize) -> Result<Json<'a>, Syntax> {
        self.at += 1;
        let mut members = Vec::new();
        if self.takes(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return self.unexpected();
            }
            let name = self.string()?;
            if !self.takes(b':') {
                return self.unexpected();
            }
            members.push((name, self.value(depth)?));
            if self.takes(b'}') {
                return Ok(Json::Object(members));
            }
            if !self.takes(b',') {
                return self.unexpected();
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json<'a>, Syntax> {
        self.at += 1;
        let mut items = Vec::new();
        if self.takes(b']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.takes(b']') {
                return Ok(Json::List(items));
            }
            if !self.takes(b',') {
                return self.unexpected();
            }
        }
    }

    fn number(&mut self) -> Result<Json<'a>, Syntax> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(Json::Number(self.text.get(start..self.at).unwrap_or_default()))
    }

    /// Steps over one digit or more.
    fn digits(&mut self) -> Result<(), Syntax> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { self.unexpected() } else { Ok(()) }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Syntax> {
        self.at += 1;
        let start = self.at;
        let mut has_escapes = false;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    has_escapes = true;
                    self.at += 2;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.unexpected(),
            }
        }
        let raw = self.text.get(start..self.at).unwrap_or_default();
        self.at += 1;
        if !has_escapes {
            return Ok(Cow::Borrowed(raw));
        }
        unescaped(raw).map(Cow::Owned).ok_or(Syntax::Unexpected)
    }
}

/// A string without its escapes, which are all longer than what they stand for: so it is never moved in memory.
fn unescaped(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let kind = escape.bytes().next()?;
        rest = escape.get(1..)?;
        text.push(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut code = unit(rest)?;
                rest = rest.get(4..)?;
                if (0xd800..0xdc00).contains(&code) {
                    let low = unit(rest.strip_prefix("\\u")?)?;
                    rest = rest.get(6..)?;
                    code = 0x10000 + ((code - 0xd800) << 10) + low.checked_sub(0xdc00)?;
                }
                char::from_u32(code)?
            }
            _ => return None,
        });
    }
    text.push_str(rest);
    Some(text)
}

/// The four hexadecimal digits of an escape.
fn unit(text: &str) -> Option<u32> {
    let mut digits = text.chars();
    (0..4).try_fold(0, |code, _| Some(code << 4 | digits.next()?.to_digit(16)?))
}
