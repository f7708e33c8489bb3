//! A comment without its marks: as prose.

/// The length of the comment at the start, and its lines.
pub fn comment(source: &str) -> Option<(usize, Vec<String>)> {
    if source.starts_with("//") {
        let line = source.lines().next()?;
        let text = line.trim_start_matches('/').trim_start_matches('!');
        let text = text.strip_prefix(' ').unwrap_or(text);
        // Marks of generated regions and of tools.
        let text = if text.starts_with("generated") || text.starts_with('@') { "" } else { text };
        return Some((line.len(), vec![text.to_owned()]));
    }
    let inner = source.strip_prefix("/*")?;
    let length = inner.find("*/")?;
    let mut example = false;
    let lines = inner[..length].split('\n').map(|line| {
        let line = line.trim_start().trim_start_matches('*');
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.trim_start().starts_with('@') {
            example = line.trim_start().starts_with("@example");
        }
        if example { String::new() } else { without_tag(line) }
    });
    Some((length + 4, lines.collect()))
}

/// A line of JSDoc without its tag, type and name.
fn without_tag(line: &str) -> String {
    let Some(tagged) = line.trim_start().strip_prefix('@') else { return line.to_owned() };
    let (tag, rest) = tagged.split_once(' ').unwrap_or((tagged, ""));
    let mut rest = rest.trim_start();
    if rest.starts_with('{') {
        let mut depth = 0;
        let end = rest.char_indices().find(|(_, char)| {
            depth += i32::from(*char == '{') - i32::from(*char == '}');
            depth == 0
        });
        rest = end.map_or("", |(at, _)| &rest[at + 1..]).trim_start();
    }
    if ["param", "property", "callback", "typedef", "template"].contains(&tag) {
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
    }
    format!("- {rest}")
}
