//! The prose of sources: comments, and texts that are long enough to be messages.

use anyhow::Result;

use super::markdown;
use super::passage::{CODE, Passage};
use crate::source::{self, Part, Piece, Text};

/// How many words make a text a message.
const MESSAGE: usize = 4;

/// The passages of all comments and messages.
pub fn passages(name: &str, source: &str) -> Result<Vec<Passage>> {
    let mut passages = Vec::new();
    let mut comments: Vec<(usize, String)> = Vec::new();
    for piece in source::pieces(name, source)? {
        match piece {
            Piece::Comment(comment) => {
                // A comment that does not follow the one before it is a separate paragraph.
                let begins = comment.lines.first().map(|(line, _)| *line);
                let last = comments.last().map(|(line, _)| line + 1);
                if !comment.follows || last != begins {
                    passages.extend(prose_of(&mut comments));
                }
                comments.extend(comment.lines);
            }
            Piece::Text(text) => {
                passages.extend(prose_of(&mut comments));
                passages.extend(messages(&text));
            }
        }
    }
    passages.extend(prose_of(&mut comments));
    Ok(passages)
}

fn prose_of(comments: &mut Vec<(usize, String)>) -> Vec<Passage> {
    let lines = std::mem::take(comments);
    markdown::prose(lines.iter().map(|(number, line)| (*number, line.as_str())))
}

/// The passages of a text and of its variant for Rust.
fn messages(text: &Text) -> Vec<Passage> {
    let mut passages = Vec::new();
    for parts in [Some(&text.parts), text.rust.as_ref()].into_iter().flatten() {
        let words: String = parts.iter().map(in_words).collect();
        // Alternatives of a pattern are signs of foreign messages.
        let is_pattern = words.contains('|');
        if !text.is_in_test() && !is_pattern && words.split_whitespace().count() >= MESSAGE {
            let lines = words.lines().enumerate().map(|(i, one)| (text.line + i, one));
            passages.extend(markdown::prose(lines));
        }
    }
    passages
}

/// A part as prose, with as many lines as the source has. A placeholder is one word.
fn in_words(part: &Part) -> String {
    match part {
        Part::Plain(text) => text.clone(),
        Part::Break => ". ".to_owned(),
        Part::Continued => "\n".to_owned(),
        Part::Placeholder(source) => {
            format!("{CODE}{}", "\n".repeat(source.matches('\n').count()))
        }
    }
}
