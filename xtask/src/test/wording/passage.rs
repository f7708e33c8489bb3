//! A piece of prose, its sentences and words, and what is found in them.

use super::words::{AVOIDED, Avoided};

/// How many words a sentence may have.
const LONGEST: usize = 25;

/// How many words a cell of a table may have.
const LONGEST_CELL: usize = 15;

/// Stands for code, an address or a placeholder: one word that nobody reads as prose.
pub const CODE: char = '\u{1}';

/// A paragraph, an item, a cell, a comment or a message.
#[derive(Default)]
pub struct Passage {
    text: String,
    /// Where each line of `text` begins, and its number in the file.
    starts: Vec<(usize, usize)>,
    /// Whether it is a cell of a table.
    is_cell: bool,
}

pub struct Finding {
    pub line: usize,
    pub words: String,
    pub instead: String,
}

struct Word {
    /// Without the punctuation around it, in lower case.
    text: String,
    line: usize,
    /// Whether it stands in quotes.
    quoted: bool,
    exclaims: bool,
    /// Whether punctuation follows.
    pauses: bool,
}

impl Passage {
    /// A cell of a table.
    pub fn cell(line: usize, text: &str) -> Self {
        let mut passage = Self { is_cell: true, ..Self::default() };
        passage.push(line, text);
        passage
    }

    pub fn push(&mut self, line: usize, text: &str) {
        self.starts.push((self.text.len(), line));
        self.text += text;
        self.text.push('\n');
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub fn findings(&self, length: bool) -> Vec<Finding> {
        let mut found = Vec::new();
        let sentences = self.sentences();
        let words: usize = sentences.iter().map(Vec::len).sum();
        if length && self.is_cell && words > LONGEST_CELL {
            found.push(Finding {
                line: sentences[0][0].line,
                words: format!("a cell of {words} words"),
                instead: format!("{LONGEST_CELL} at most"),
            });
        }
        for sentence in sentences {
            if length && !self.is_cell && sentence.len() > LONGEST {
                found.push(Finding {
                    line: sentence[0].line,
                    words: format!("a sentence of {} words", sentence.len()),
                    instead: format!("{LONGEST} at most"),
                });
            }
            for word in sentence.iter().filter(|word| word.exclaims && !word.quoted) {
                let words = format!("{}!", word.text);
                found.push(Finding { line: word.line, words, instead: "a full stop".to_owned() });
            }
            found.extend(AVOIDED.iter().flat_map(|avoided| found_in(&sentence, avoided)));
        }
        found
    }

    fn sentences(&self) -> Vec<Vec<Word>> {
        let plain = without_code(&self.text);
        let quotes = plain.matches('"').count();
        let mut quoted = false;
        let mut sentences = vec![Vec::new()];
        for (start, raw) in pieces(&plain) {
            let opens = raw.matches('"').count();
            let inside = quotes.is_multiple_of(2) && (quoted || opens > 0);
            quoted ^= opens % 2 == 1;
            let trimmed = raw.trim_matches(|char: char| !char.is_alphanumeric() && char != CODE);
            if !trimmed.is_empty() {
                let after = &raw[raw.rfind(trimmed).unwrap_or(0) + trimmed.len()..];
                let word = Word {
                    text: trimmed.to_lowercase().replace('’', "'"),
                    line: self.line(start),
                    quoted: inside,
                    pauses: after.contains([',', '.', ';', ':', '?', ')', '!']),
                    // Not a macro.
                    exclaims: after.contains('!') && !after.contains("!("),
                };
                sentences.last_mut().expect("one is there").push(word);
            }
            let closed = raw.trim_end_matches(|char| "\"')]*_”".contains(char));
            if closed.ends_with(['.', '?', '!']) && !closed.ends_with("…") {
                sentences.push(Vec::new());
            }
        }
        sentences.retain(|sentence| !sentence.is_empty());
        sentences
    }

    /// The line of a byte of `text`, which `without_code` keeps where it is.
    fn line(&self, at: usize) -> usize {
        let line = self.starts.iter().rev().find(|(start, _)| *start <= at);
        line.map_or(0, |(_, line)| *line)
    }
}

/// The text between white space, each with where it starts.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|piece| (piece.as_ptr() as usize - text.as_ptr() as usize, piece))
}

fn found_in(sentence: &[Word], avoided: &Avoided) -> Vec<Finding> {
    let excused = |word: &Word| avoided.unless.split('|').any(|other| other == word.text);
    if sentence.iter().any(excused) {
        return Vec::new();
    }
    let in_pause = avoided.words.ends_with('$');
    let pattern: Vec<&str> = avoided.words.trim_end_matches('$').split(' ').collect();
    let windows = sentence.windows(pattern.len()).enumerate();
    let hits = windows.filter(|(at, words)| {
        let all = words.iter().zip(&pattern).all(|(word, part)| fits(&word.text, part));
        let pauses = words.last().is_some_and(|word| word.pauses)
            || sentence.get(at + words.len()).is_none_or(|next| next.text.starts_with(CODE));
        all && words.iter().all(|word| !word.quoted) && (pauses || !in_pause)
    });
    hits.map(|(_, words)| Finding {
        line: words[0].line,
        words: words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
        instead: avoided.instead.to_owned(),
    })
    .collect()
}

fn fits(word: &str, part: &str) -> bool {
    part.split('|').any(|form| match (form.strip_prefix('*'), form.strip_suffix('*')) {
        (Some(end), _) => word.ends_with(end) && word.len() > end.len(),
        (_, Some(start)) => word.starts_with(start),
        _ => word == form,
    })
}

/// The text with each code span, address, HTML tag and placeholder as `CODE`. Every byte stays where it is.
fn without_code(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let (length, word) =
            code_at(rest, plain.chars().next_back()).unwrap_or_else(|| (char.len_utf8(), false));
        if length == char.len_utf8() && !word {
            plain.push(char);
        } else {
            // A code span may go over lines; white space inside is one word all the same.
            let filler = if word { CODE } else { ' ' };
            plain.extend(std::iter::repeat_n(filler, length));
        }
        rest = &rest[length..];
    }
    plain
}

/// The number of bytes of code at the start of the text, and whether they stand for a word.
fn code_at(text: &str, before: Option<char>) -> Option<(usize, bool)> {
    let until =
        |end: &str, from: usize| text.get(from..)?.find(end).map(|at| from + at + end.len());
    if text.starts_with('`') {
        let ticks = text.len() - text.trim_start_matches('`').len();
        return until(&text[..ticks], ticks).map(|end| (end, true));
    }
    if text.starts_with("<!--") {
        return until("-->", 4).map(|end| (end, false));
    }
    if text.starts_with("](") && !text.starts_with("]()") {
        return until(")", 2).map(|end| (end, false));
    }
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(|char: char| char.is_whitespace() || "<>)|\"".contains(char));
        let address = text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ':', ';']);
        return Some((address.len(), true));
    }
    let opens_tag = |next: char| next == '/' || next.is_ascii_alphabetic();
    if text.starts_with('<') && text[1..].starts_with(opens_tag) {
        return until(">", 1).map(|end| (end, false));
    }
    // A placeholder of a message, such as {name}; not a word in braces of prose.
    if text.starts_with('{') && !before.is_some_and(char::is_alphanumeric) {
        return until("}", 1).filter(|end| !text[..*end].contains(' ')).map(|end| (end, true));
    }
    None
}
