//! JSON (RFC 8259), as answers, options and keys have it: read into one type, written from fields.
//!
//! That there is one type to read into, and not one for each response, and that no crate does it, is for the size of
//! what a program loads; and `serde_json` keeps texts with escapes in a buffer that nobody wipes.

mod number;
pub(crate) mod object;
mod reader;

use std::borrow::Cow;

pub(crate) use object::Object;
pub(crate) use reader::Syntax;

/// A value. Texts without escapes are not copied, so that a secret stays where it is wiped.
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

/// A value that has not the shape it should have: another type, a member twice or not at all.
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

    /// The member of this name, of several the last; nothing where it is `null`, or this is no object.
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

    /// The thousandfold of a number, without what is still behind the point.
    pub(crate) fn thousandths(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(number::thousandths(*number)),
            _ => None,
        }
    }

    /// The member of this name, if there is one, and only one.
    pub(crate) fn member(&self, name: &str) -> Shaped<Option<&Self>> {
        let Self::Object(members) = self else { return Err(Misshapen) };
        if members.iter().filter(|(have, _)| have == name).count() > 1 {
            return Err(Misshapen);
        }
        Ok(self.get(name))
    }

    /// A text that may be left out.
    pub(crate) fn text(&self, name: &str) -> Shaped<Option<String>> {
        match self.member(name)? {
            None => Ok(None),
            Some(value) => value.as_text().map(|text| Some(text.to_owned())).ok_or(Misshapen),
        }
    }

    /// A text that must be there.
    pub(crate) fn needed_text(&self, name: &str) -> Shaped<String> {
        self.text(name)?.ok_or(Misshapen)
    }

    /// A whole number that must be there.
    pub(crate) fn needed_whole(&self, name: &str) -> Shaped<u64> {
        self.member(name)?.and_then(Self::whole).ok_or(Misshapen)
    }

    /// The items of a list that may be left out.
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
