//! JSON (RFC 8259) for responses, options and keys: read into one type, written from fields.
//!
//! One dynamic type instead of a deserializer per response keeps the WebAssembly small. `serde_json` would also leave
//! texts with escapes in a buffer that is never wiped.

mod number;
pub(crate) mod object;
mod reader;

use std::borrow::Cow;

pub(crate) use object::Object;
pub(crate) use reader::Syntax;

/// A JSON value. Texts without escapes are borrowed, so that a secret stays in memory that is wiped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Flag(bool),
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Self>),
    /// The members in their order; names may repeat.
    Object(Vec<(Cow<'a, str>, Self)>),
}

/// A value with a wrong type, or with a missing or repeated member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Misshapen;

type Shaped<T> = Result<T, Misshapen>;

impl<'a> Json<'a> {
    /// Reads a text that is one value.
    pub(crate) fn parse(text: &'a str) -> Result<Self, Syntax> {
        reader::whole(text)
    }

    /// Reads the value that a text begins with.
    pub(crate) fn parse_start(text: &'a str) -> Result<Self, Syntax> {
        reader::start(text)
    }

    /// Reads a text into what `read` makes of it.
    pub(crate) fn read<T>(text: &'a str, read: fn(&Json<'_>) -> Shaped<T>) -> Shaped<T> {
        read(&Self::parse(text).map_err(|_| Misshapen)?)
    }

    /// The last member with this name; `None` if it is `null` or this is not an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        let (_, value) = members.iter().rev().find(|(have, _)| have == name)?;
        Some(value).filter(|value| **value != Json::Null)
    }

    /// Whether there is a member of this name, be it `null`.
    pub(crate) fn has(&self, name: &str) -> bool {
        matches!(self, Self::Object(members) if members.iter().any(|(have, _)| have == name))
    }

    /// A text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(crate) fn whole(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number::whole(*number),
            _ => None,
        }
    }

    /// A number times 1000, without a fraction.
    pub(crate) fn thousandths(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(number::thousandths(*number)),
            _ => None,
        }
    }

    /// The member with this name, if it exists exactly once.
    pub(crate) fn member(&self, name: &str) -> Shaped<Option<&Self>> {
        let Self::Object(members) = self else { return Err(Misshapen) };
        if members.iter().filter(|(have, _)| have == name).count() > 1 {
            return Err(Misshapen);
        }
        Ok(self.get(name))
    }

    /// An optional text.
    pub(crate) fn text(&self, name: &str) -> Shaped<Option<String>> {
        match self.member(name)? {
            None => Ok(None),
            Some(value) => value.as_text().map(|text| Some(text.to_owned())).ok_or(Misshapen),
        }
    }

    /// A required text.
    pub(crate) fn needed_text(&self, name: &str) -> Shaped<String> {
        self.text(name)?.ok_or(Misshapen)
    }

    /// A required whole number.
    pub(crate) fn needed_whole(&self, name: &str) -> Shaped<u64> {
        self.member(name)?.and_then(Self::whole).ok_or(Misshapen)
    }

    /// The items of an optional list.
    pub(crate) fn items(&self, name: &str) -> Shaped<&[Self]> {
        match self.member(name)? {
            None => Ok(&[]),
            Some(Self::List(items)) => Ok(items),
            Some(_) => Err(Misshapen),
        }
    }

    /// The texts of a list.
    pub(crate) fn texts(&self) -> Shaped<Vec<String>> {
        let Self::List(items) = self else { return Err(Misshapen) };
        let texts = items.iter().map(|item| item.as_text().map(str::to_owned));
        texts.collect::<Option<_>>().ok_or(Misshapen)
    }
}

#[cfg(test)]
mod tests;
