//! What sources have besides code: comments and texts, in their order. `cargo xtask wording` and `cargo xtask messages`
//! read sources with it.

mod comment;
mod javascript;
mod page;
mod rust;
mod text;

use anyhow::Result;

use text::Place;
pub use text::{Part, Text, shown};

/// A piece of a source that is not code.
pub enum Piece {
    Comment(Comment),
    Text(Text),
}

/// A comment without its marks.
pub struct Comment {
    /// The numbers of the lines, from 1, with their text.
    pub lines: Vec<(usize, String)>,
    /// Whether only spaces are between the piece before and this comment.
    pub follows: bool,
}

/// The pieces of a file, whose name tells the language. A file in another language has none.
pub fn pieces(name: &str, source: &str) -> Result<Vec<Piece>> {
    match name.rsplit('.').next() {
        Some("rs") => {
            let is_test = name.ends_with("/tests.rs") || name.contains("/tests/");
            rust::pieces(source, if is_test { Place::Test } else { Place::Code })
        }
        Some("js" | "mjs" | "cjs" | "ts") => Ok(javascript::pieces(source)),
        Some("html") => Ok(page::texts(source).into_iter().map(Piece::Text).collect()),
        _ => Ok(Vec::new()),
    }
}

/// The texts of a file.
pub fn texts(name: &str, source: &str) -> Result<Vec<Text>> {
    let texts = pieces(name, source)?.into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Comment(_) => None,
    });
    Ok(texts.collect())
}
