//! A literal of a source, in parts: escapes and placeholders mean different things to different readers.

use std::fmt::Write as _;

/// A part of a literal.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as a reader sees it.
    Plain(String),
    /// An escaped line break.
    Break,
    /// A line of the source that continues in the next one.
    Continued,
    /// A placeholder of a template, as it stands in the source.
    Placeholder(String),
}

/// A literal of a source.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// From 1.
    pub line: usize,
    pub parts: Vec<Part>,
    /// The literal for Rust, if `parts` is the one for JavaScript.
    pub rust: Option<Vec<Part>>,
    pub place: Place,
}

/// What a literal belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Code,
    Attribute,
    Test,
}

impl Text {
    /// A text without escapes.
    pub fn plain(line: usize, text: String) -> Self {
        Self { line, parts: vec![Part::Plain(text)], ..Self::default() }
    }

    /// Whether only a test has it.
    pub fn is_in_test(&self) -> bool {
        self.place == Place::Test
    }

    /// Whether a user may see it.
    pub fn is_in_code(&self) -> bool {
        self.place == Place::Code
    }
}

/// The text at run time, with placeholders as they stand in the source.
pub fn shown(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Plain(plain) => text += plain,
            Part::Break => text.push('\n'),
            Part::Continued => {}
            Part::Placeholder(source) => {
                // A String takes everything.
                let _ = write!(text, "${{{source}}}");
            }
        }
    }
    text
}

/// Adds text to the last part.
pub fn push(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Plain(last)) => *last += text,
        _ => parts.push(Part::Plain(text.to_owned())),
    }
}
