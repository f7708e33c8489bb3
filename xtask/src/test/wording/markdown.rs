//! The prose of Markdown: paragraphs, headings, items and cells, without code and without what is generated.

use super::passage::Passage;

/// Begins a document that `cargo xtask generate` writes whole; its sources are checked where they are.
const GENERATED: &str = "<!-- Written by cargo xtask generate";

pub fn document(text: &str) -> Vec<Passage> {
    if text.contains(GENERATED) {
        return Vec::new();
    }
    prose(text.lines().enumerate().map(|(at, line)| (at + 1, line)))
}

/// The passages of numbered lines.
pub fn prose<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<Passage> {
    let mut passages = vec![Passage::default()];
    let mut fence: Option<&str> = None;
    let mut generated = false;
    let mut after_blank = true;
    let mut in_list = false;
    for (number, line) in lines {
        let text = line.trim_start();
        let unmarked = item(text).unwrap_or(text);
        if let Some(marks) = fence {
            if text.trim_end() == marks {
                fence = None;
            }
            continue;
        }
        if let Some(marks) = ["```", "~~~"].into_iter().find(|marks| unmarked.starts_with(marks)) {
            fence = Some(marks);
            passages.push(Passage::default());
            continue;
        }
        generated |= text.starts_with("<!-- generated: ");
        if generated {
            generated = !text.starts_with("<!-- generated end");
            continue;
        }
        let blank = text.is_empty();
        let indented =
            line.starts_with("    ") && !in_list && (after_blank || passages_end(&passages));
        let skipped = blank || indented || text.starts_with('>') || is_definition(text);
        let begins = skipped || text.starts_with(['#', '|']) || item(text).is_some();
        if begins {
            passages.push(Passage::default());
        }
        if !blank {
            in_list = item(text).is_some() || (in_list && line.starts_with(' '));
        }
        after_blank = blank;
        if skipped {
            continue;
        }
        if text.starts_with('|') {
            passages.extend(cells(text).into_iter().map(|cell| Passage::cell(number, cell)));
            passages.push(Passage::default());
        } else if let Some(last) = passages.last_mut() {
            last.push(number, unmarked.trim_start_matches('#'));
            if text.starts_with('#') {
                passages.push(Passage::default());
            }
        }
    }
    passages.retain(|passage| !passage.is_empty());
    passages
}

/// Whether no paragraph is open.
fn passages_end(passages: &[Passage]) -> bool {
    passages.last().is_none_or(Passage::is_empty)
}

/// The text of a list's item.
fn item(text: &str) -> Option<&str> {
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let marked = match digits {
        0 => text.strip_prefix(['-', '*', '+']),
        _ => text[digits..].strip_prefix('.'),
    };
    marked?.strip_prefix(' ')
}

/// Whether a line gives the address of a link: `[name]: address`.
fn is_definition(text: &str) -> bool {
    text.starts_with('[') && text.split_once("]: ").is_some_and(|(name, _)| !name.contains(' '))
}

/// The cells of a table's row.
fn cells(row: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut in_code = false;
    let mut escaped = false;
    for (at, char) in row.char_indices() {
        match char {
            '`' => in_code = !in_code,
            '|' if !escaped && !in_code => {
                cells.push(&row[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        escaped = char == '\\';
    }
    cells
}
