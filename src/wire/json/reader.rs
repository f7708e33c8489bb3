//! The grammar of JSON (RFC 8259). A text is copied only to decode its escapes, and into its own memory: a secret is
//! never in a shared buffer that is not wiped.

use std::borrow::Cow;

use super::Json;
use super::number::Decimal;

/// A text that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// It ends before the value does.
    EndsEarly,
    /// It contains something that is not JSON.
    Unexpected,
}

/// Lists and objects nest less deep than this.
const DEPTH: u8 = 128;

pub(super) fn whole(text: &str) -> Result<Json<'_>, Syntax> {
    let mut reader = Reader { text, at: 0, depth: DEPTH };
    let value = reader.value()?;
    match reader.next() {
        Err(Syntax::EndsEarly) => Ok(value),
        _ => Err(Syntax::Unexpected),
    }
}

pub(super) fn start(text: &str) -> Result<Json<'_>, Syntax> {
    Reader { text, at: 0, depth: DEPTH }.value()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

type Read<T> = Result<T, Syntax>;

impl<'a> Reader<'a> {
    /// The byte at this place.
    fn byte(&self) -> Read<u8> {
        self.text.as_bytes().get(self.at).copied().ok_or(Syntax::EndsEarly)
    }

    /// The next byte that is not a space.
    fn next(&mut self) -> Read<u8> {
        while matches!(self.byte()?, b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.byte()
    }

    fn value(&mut self) -> Read<Json<'a>> {
        match self.next()? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            b'"' => Ok(Json::Text(self.string()?)),
            b'-' | b'0'..=b'9' => self.number(),
            b'[' => {
                let mut items = Vec::new();
                self.nested(b']', &mut |reader| {
                    items.push(reader.value()?);
                    Ok(())
                })?;
                Ok(Json::List(items))
            }
            b'{' => {
                let mut members = Vec::new();
                self.nested(b'}', &mut |reader| {
                    let name = reader.string()?;
                    reader.expect(b':')?;
                    members.push((name, reader.value()?));
                    Ok(())
                })?;
                Ok(Json::Object(members))
            }
            _ => Err(Syntax::Unexpected),
        }
    }

    fn expect(&mut self, wanted: u8) -> Read<()> {
        if self.next()? != wanted {
            return Err(Syntax::Unexpected);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Read<Json<'a>> {
        for wanted in word.bytes() {
            if self.byte()? != wanted {
                return Err(Syntax::Unexpected);
            }
            self.at += 1;
        }
        Ok(value)
    }

    /// What stands between brackets, with commas between.
    fn nested(&mut self, close: u8, read: &mut dyn FnMut(&mut Self) -> Read<()>) -> Read<()> {
        self.at += 1;
        self.depth =
            self.depth.checked_sub(1).filter(|depth| *depth > 0).ok_or(Syntax::Unexpected)?;
        if self.next()? != close {
            read(self)?;
            while self.next()? == b',' {
                self.at += 1;
                read(self)?;
            }
        }
        self.depth += 1;
        self.expect(close)
    }

    fn string(&mut self) -> Read<Cow<'a, str>> {
        self.expect(b'"')?;
        let start = self.at;
        let mut has_escapes = false;
        loop {
            match self.byte()? {
                b'"' => break,
                b'\\' => {
                    has_escapes = true;
                    self.at += 2;
                }
                0..0x20 => return Err(Syntax::Unexpected),
                _ => self.at += 1,
            }
        }
        let inside = self.text.get(start..self.at).ok_or(Syntax::Unexpected)?;
        self.at += 1;
        if has_escapes { unescaped(inside).map(Cow::Owned) } else { Ok(Cow::Borrowed(inside)) }
    }

    fn number(&mut self) -> Read<Json<'a>> {
        let is_negative = self.byte()? == b'-';
        self.at += usize::from(is_negative);
        let mut decimal = Decimal::default();
        if self.byte()? == b'0' {
            self.at += 1;
        } else {
            self.digits(&mut |digit| decimal.whole_digit(digit))?;
        }
        if self.byte() == Ok(b'.') {
            self.at += 1;
            self.digits(&mut |digit| decimal.fraction_digit(digit))?;
        }
        if matches!(self.byte(), Ok(b'e' | b'E')) {
            self.at += 1;
            let is_small = self.byte()? == b'-';
            self.at += usize::from(is_small || self.byte()? == b'+');
            let mut exponent = 0i32;
            self.digits(&mut |digit| {
                exponent = exponent.saturating_mul(10).saturating_add(i32::from(digit));
            })?;
            decimal.scale(if is_small { -exponent } else { exponent });
        }
        let number = decimal.number().ok_or(Syntax::Unexpected)?;
        Ok(Json::Number(if is_negative { -number } else { number }))
    }

    /// One digit or several.
    fn digits(&mut self, each: &mut dyn FnMut(u8)) -> Read<()> {
        let start = self.at;
        while let Ok(digit @ b'0'..=b'9') = self.byte() {
            each(digit - b'0');
            self.at += 1;
        }
        if self.at == start { self.byte().and(Err(Syntax::Unexpected)) } else { Ok(()) }
    }
}

/// Decodes the escapes of a string. No escape is shorter than its character.
fn unescaped(text: &str) -> Read<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        plain.push_str(before);
        let (c, length) = escaped(escape).ok_or(Syntax::Unexpected)?;
        plain.push(c);
        rest = escape.get(length..).ok_or(Syntax::Unexpected)?;
    }
    plain.push_str(rest);
    Ok(plain)
}

/// The character that an escape stands for, and the escape's length.
fn escaped(escape: &str) -> Option<(char, usize)> {
    let c = match escape.bytes().next()? {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(escape),
        c @ (b'"' | b'\\' | b'/') => char::from(c),
        _ => return None,
    };
    Some((c, 1))
}

/// The character of an escape with four hexadecimal digits, or of two that are a pair of surrogates.
fn unicode(escape: &str) -> Option<(char, usize)> {
    let unit = |at: usize| -> Option<u32> {
        let digits = escape.get(at..at + 4)?.chars();
        digits.map(|digit| digit.to_digit(16)).try_fold(0, |unit, digit| Some(unit << 4 | digit?))
    };
    let first = unit(1)?;
    if let Some(c) = char::from_u32(first) {
        return Some((c, 5));
    }
    let second = unit(7).filter(|unit| escape.get(5..7) == Some("\\u") && unit >> 10 == 0x37)?;
    let high = first.checked_sub(0xd800).filter(|high| *high < 0x400)?;
    Some((char::from_u32(0x10000 + (high << 10) + (second - 0xdc00))?, 11))
}
