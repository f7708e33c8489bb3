//! Texts of the core for `docusign-jwt/page`, as a JavaScript module in the format of Biome.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::generate::catalog::{list, named, text};

/// Biome breaks longer lines.
const WIDTH: usize = 140;

/// Codes with their remedies, lists of words, and texts.
pub fn texts(core: &Value) -> Result<String> {
    let page = &core["page"];
    let mut module = String::from(
        "/** What the core says, for the entry without a core. Written by cargo xtask generate from src/catalog/page.rs. */\n",
    );
    for (class, says) in
        [("ConfigError", "CONFIG_REMEDIES"), ("RedirectError", "REDIRECT_REMEDIES")]
    {
        let mut remedies = Vec::new();
        for code in list(page, "codes")? {
            let code = named(core, "codes", code.as_str().context("a code is not a text")?)?;
            if code["class"] == class {
                remedies.push((text(code, "name")?, text(code, "remedy")?));
            }
        }
        module += &format!(
            "\n/** What to do after a {class}, by its code. */\n{}",
            object(says, &remedies)
        );
    }
    let elsewhere: Result<Vec<_>> = list(page, "elsewhere")?
        .iter()
        .map(|option| Ok((text(option, "name")?, text(option, "words")?)))
        .collect();
    module += "\n/** What options are called elsewhere, by the option. */\n";
    module += &object("ELSEWHERE", &elsewhere?);
    module.push('\n');
    for words in list(page, "words")? {
        module += &line(
            &format!("export const {} =", text(words, "name")?),
            &quoted(text(words, "words")?),
            ";",
        );
    }
    module.push('\n');
    for one in list(page, "texts")? {
        module += &constant(one)?;
    }
    Ok(module)
}

/// A constant, or a function of the parameters.
fn constant(one: &Value) -> Result<String> {
    let (name, says) = (text(one, "name")?, text(one, "text")?);
    let parameters: Option<Vec<&str>> =
        one["parameters"].as_array().into_iter().flatten().map(Value::as_str).collect();
    let parameters = parameters.context("a parameter is not a text")?;
    if parameters.is_empty() {
        return Ok(line(&format!("export const {name} ="), &quoted(says), ";"));
    }
    let types: String = parameters
        .iter()
        .map(|parameter| format!(" * @param {{string | number}} {parameter}\n"))
        .collect();
    let head = format!("export const {name} = ({}) =>", parameters.join(", "));
    Ok(format!("\n/**\n{types} */\n{}", line(&head, &format!("`{says}`"), ";")))
}

/// An object of texts.
fn object(name: &str, members: &[(&str, &str)]) -> String {
    let members: String = members
        .iter()
        .map(|(name, says)| {
            let member = line(&format!("{name}:"), &quoted(says), ",");
            member.lines().map(|line| format!("  {line}\n")).collect::<String>()
        })
        .collect();
    format!("export const {name} = {{\n{members}}};\n")
}

/// A line, in two where it is too long.
fn line(head: &str, value: &str, end: &str) -> String {
    let whole = format!("{head} {value}{end}");
    // A member of an object is two further in.
    let indent = if end == "," { 2 } else { 0 };
    if whole.chars().count() + indent <= WIDTH {
        format!("{whole}\n")
    } else {
        format!("{head}\n  {value}{end}\n")
    }
}

/// A literal in the quotes that need fewer escapes.
fn quoted(text: &str) -> String {
    let count = |quote: char| text.matches(quote).count();
    let quote = if count('"') > count('\'') { '\'' } else { '"' };
    let escaped = text.replace('\\', "\\\\").replace(quote, &format!("\\{quote}"));
    format!("{quote}{escaped}{quote}")
}
