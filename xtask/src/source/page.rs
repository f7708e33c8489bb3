//! The texts of an HTML page: between tags, and in the attributes that a reader sees or hears.

use super::text::Text;

const ATTRIBUTES: [&str; 5] =
    ["alt=\"", "aria-label=\"", "content=\"", "placeholder=\"", "title=\""];

/// What begins without a text for readers, and how it ends.
const HIDDEN: [(&str, &str); 3] =
    [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")];

pub fn texts(source: &str) -> Vec<Text> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while !rest.is_empty() {
        let hidden = HIDDEN.iter().find(|(begin, _)| rest.starts_with(begin));
        let length = match hidden {
            Some((_, end)) => rest.find(end).map(|at| at + end.len()),
            None if rest.starts_with('<') => rest.find('>').map(|at| at + 1),
            None => rest.find('<'),
        };
        let (part, after) = rest.split_at(length.unwrap_or(rest.len()));
        let parts = match hidden {
            Some(_) => Vec::new(),
            None if part.starts_with('<') => attributes(part),
            None => vec![part],
        };
        for text in parts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")) {
            if !text.is_empty() {
                found.push(Text::plain(line, text));
            }
        }
        line += part.matches('\n').count();
        rest = after;
    }
    found
}

fn attributes(tag: &str) -> Vec<&str> {
    let value = |name: &&str| Some(tag.split_once(*name)?.1.split_once('"')?.0);
    ATTRIBUTES.iter().filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::shown;

    #[test]
    fn a_page_has_texts_and_labels_but_no_scripts() {
        let page = "<!-- no -->\n<title>One page</title>\n<script>no < no</script>\n\
            <p title=\"A label\">Two\n  lines <b>more</b></p>";
        let found: Vec<_> =
            texts(page).into_iter().map(|one| (one.line, shown(&one.parts))).collect();
        let expected = [(2, "One page"), (4, "A label"), (4, "Two lines"), (5, "more")];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }
}
