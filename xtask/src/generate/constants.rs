//! Constants and lists of the core for JavaScript and the emulator, as Biome and rustfmt format them.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::generate::catalog::{list, number, text};

/// The longest line of JavaScript, as in `biome.json`.
const WIDTH: usize = 140;

/// The longest line of a long text in Rust.
const WIDTH_OF_RUST: usize = 100;

/// The module with pauses and lifetimes.
pub fn pauses(core: &Value) -> Result<String> {
    let mut module = String::from(
        "/** Pauses and lifetimes, in milliseconds. Written by cargo xtask generate from src/client/pauses.rs. */\n",
    );
    for pause in list(core, "pauses")? {
        write!(module, "\n{}", constant(pause, "export ")?)?;
    }
    Ok(module)
}

/// The constants by which a secret is judged.
pub fn secret_strength(core: &Value) -> Result<String> {
    let mut lines = String::new();
    for limit in list(core, "secretLimits")? {
        let export = if limit["name"] == "SHORTEST_SECRET" { "export " } else { "" };
        writeln!(lines, "{}", constant(limit, export)?)?;
    }
    lines += "/** Known text; each piece of it counts as one character. */\nconst KNOWN =\n";
    let known = wrapped(text(core, "knownText")?, WIDTH - 20);
    let known: Vec<String> = known.iter().map(|line| format!("  \"{line}\"")).collect();
    write!(lines, "{};\n\n", known.join(" +\n"))?;
    lines += "/**\n * Common replacements of letters.\n *\n * @type {{ [character: string]: string }}\n */\n";
    let pairs = core["leet"].as_object().context("the catalog has no leet")?;
    let pairs: Option<Vec<String>> = pairs
        .iter()
        .map(|(clever, letter)| {
            let is_name = clever.chars().all(|c| c.is_ascii_alphanumeric() || c == '$');
            let quote = if is_name { "" } else { "\"" };
            Some(format!("{quote}{clever}{quote}: \"{}\"", letter.as_str()?))
        })
        .collect();
    let pairs = pairs.context("a letter is not a text")?.join(", ");
    writeln!(lines, "const LEET = {{ {pairs} }};")?;
    Ok(lines)
}

/// A constant of JavaScript with its description.
fn constant(one: &Value, export: &str) -> Result<String> {
    let (name, says) = (text(one, "name")?, text(one, "says")?);
    let value = grouped(number(one, "value")?);
    Ok(format!("/** {says} */\n{export}const {name} = {value};\n"))
}

/// A number with separators, if it has five digits or more.
fn grouped(number: u64) -> String {
    if number < 10_000 {
        return number.to_string();
    }
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(ascii).collect();
    groups.join("_")
}

fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// The options of a client that JavaScript keeps.
pub fn options_of_javascript(core: &Value) -> Result<String> {
    let names: Option<Vec<String>> = list(&core["options"], "clientInJavaScript")?
        .iter()
        .map(|name| Some(format!("\"{}\"", name.as_str()?)))
        .collect();
    let names = names.context("the name of an option is not a text")?;
    let mut line = format!("export const OWN = [{}];", names.join(", "));
    if line.chars().count() > WIDTH {
        line = format!("export const OWN = [\n  {},\n];", names.join(",\n  "));
    }
    Ok(format!("/** Options that JavaScript keeps. All others go to the core. */\n{line}\n"))
}

/// The union of the classes of errors, as JSDoc.
pub fn error_classes(core: &Value) -> Result<String> {
    let names: Result<Vec<String>> = list(core, "classes")?
        .iter()
        .map(|class| Ok(format!("\"{}\"", text(class, "name")?)))
        .collect();
    let mut lines = String::from("/**\n * The class of an error.\n *\n * @typedef {(\n");
    for name in names? {
        writeln!(lines, " *   | {name}")?;
    }
    Ok(lines + " * )} ErrorClass\n */\n")
}

/// The known scopes by API, for the workbench.
pub fn scopes_by_api(core: &Value) -> Result<String> {
    let mut lines = String::from("export const SCOPES = {\n");
    for (api, scopes) in by_api(core)? {
        let is_name = api.chars().all(char::is_alphanumeric);
        let key = if is_name { api.to_owned() } else { format!("\"{api}\"") };
        let line = format!("  {key}: \"{scopes}\",\n");
        if line.chars().count() <= WIDTH + 1 {
            lines += &line;
        } else {
            write!(lines, "  {key}:\n    \"{scopes}\",\n")?;
        }
    }
    Ok(lines + "};\n")
}

/// The known scopes by API, for the emulator.
pub fn scopes_in_rust(core: &Value) -> Result<String> {
    let groups = by_api(core)?;
    let mut lines = format!("const DOCUMENTED: [&str; {}] = [\n", groups.len());
    for (_, scopes) in groups {
        let scopes = wrapped(scopes, WIDTH_OF_RUST - 8);
        writeln!(lines, "    \"{}\",", scopes.join("\\\n     "))?;
    }
    Ok(lines + "];\n")
}

fn by_api(core: &Value) -> Result<Vec<(&str, &str)>> {
    list(core, "scopesByApi")?
        .iter()
        .map(|one| one[0].as_str().zip(one[1].as_str()).context("an API has no name, or no scopes"))
        .collect()
}

/// A text in lines that end in a space, except the last.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() <= width => *line += word,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_separators_like_those_written_by_hand() {
        for (number, words) in
            [(50, "50"), (1000, "1000"), (10_000, "10_000"), (3_600_000, "3_600_000")]
        {
            assert_eq!(grouped(number), words);
        }
    }

    #[test]
    fn wrapped_lines_make_the_text() {
        let text = "one two three four";
        assert_eq!(wrapped(text, 8), ["one two ", "three ", "four"]);
        assert_eq!(wrapped(text, 8).concat(), text);
    }
}
