//! Tables of documents, and the page of errors.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::generate::catalog::{list, named, number, text};

const ERRORS: &str = "\
# Errors

<!-- Written by cargo xtask generate from src/error/code.rs. -->

Every error of this library is a `DocusignError` of one of the classes below, with a stable `code` from this closed list.
The message says what happened and what to do, often with more detail than this page. `explainError(code)` lists the usual
causes, the most likely first.
";

/// The page of errors, whole.
pub fn errors(core: &Value) -> Result<String> {
    let mut page = String::from(ERRORS);
    for class in list(core, "classes")? {
        let (class, meaning) = (text(class, "name")?, text(class, "meaning")?);
        let mut rows = Vec::new();
        for code in list(core, "codes")?.iter().filter(|code| code["class"] == class) {
            let remedy = match text(code, "remedy")? {
                "" => "The message says it.",
                remedy => remedy,
            };
            rows.push([
                code_span(text(code, "name")?),
                text(code, "meaning")?.into(),
                remedy.into(),
            ]);
        }
        page += &format!(
            "\n## {class}\n\n{meaning}\n\n{}",
            table(["code", "what happened", "what to do"], &rows)
        );
    }
    Ok(page)
}

/// The classes of errors, with their meanings.
pub fn error_classes(core: &Value) -> Result<String> {
    let rows: Result<Vec<_>> = list(core, "classes")?
        .iter()
        .map(|class| Ok([code_span(text(class, "name")?), text(class, "meaning")?.into()]))
        .collect();
    Ok(table(["class", "meaning"], &rows?))
}

/// The reasons to reject a record of a store.
pub fn rejections(core: &Value) -> Result<String> {
    let rows: Result<Vec<_>> = list(core, "rejections")?
        .iter()
        .map(|one| Ok([code_span(text(one, "name")?), text(one, "words")?.into()]))
        .collect();
    Ok(table(["reason", "meaning"], &rows?))
}

/// The adapters for stores, with what they export.
pub fn adapters(package: &Value) -> Result<String> {
    let rows: Result<Vec<_>> = list(package, "adapters")?
        .iter()
        .map(|adapter| {
            let name = text(adapter, "name")?;
            let exports: Option<Vec<String>> = list(adapter, "exports")?
                .iter()
                .map(|export| Some(code_span(export.as_str()?)))
                .collect();
            let exports = exports.context("an export is not a text")?.join(", ");
            let types = format!("[`{name}.d.ts`](../pkg/stores/{name}.d.ts)");
            Ok([code_span(&format!("docusign-jwt/stores/{name}")), exports, types])
        })
        .collect();
    Ok(table(["adapter", "exports", "types"], &rows?))
}

/// The faults that `doctor` names.
pub fn faults(core: &Value) -> Result<String> {
    let rows: Result<Vec<_>> = list(core, "faults")?
        .iter()
        .map(|fault| Ok([code_span(text(fault, "name")?), text(fault, "meaning")?.into()]))
        .collect();
    Ok(table(["name", "what is wrong"], &rows?))
}

/// The commands of the command line.
pub fn commands(package: &Value) -> Result<String> {
    let rows: Result<Vec<_>> = list(package, "commands")?
        .iter()
        .map(|command| {
            let name = text(command, "name")?;
            let title = match command["argument"].as_str() {
                Some(argument) => format!("{name} {argument}"),
                None => name.to_owned(),
            };
            Ok([code_span(&title), text(command, "summary")?.into()])
        })
        .collect();
    Ok(table(["command", "what it does"], &rows?))
}

/// The first example of a command.
pub fn example(package: &Value, command: &str) -> Result<String> {
    let example = text(named(package, "commands", command)?, "example")?;
    Ok(format!("```sh\n{example}\n```\n"))
}

/// The settings of the command line.
pub fn settings(package: &Value) -> Result<String> {
    let rows: Result<Vec<_>> = list(package, "settings")?
        .iter()
        .map(|setting| {
            let flag = match setting["flag"].as_str() {
                Some(flag) => code_span(&format!("--{flag} {}", text(setting, "value")?)),
                None => String::new(),
            };
            Ok([code_span(text(setting, "variable")?), flag, text(setting, "what")?.into()])
        })
        .collect();
    Ok(table(["variable", "flag", "meaning"], &rows?))
}

/// The exit codes of the command line.
pub fn exit_codes(package: &Value) -> Result<String> {
    let rows: Result<Vec<_>> = list(package, "exitCodes")?
        .iter()
        .map(|exit| Ok([number(exit, "code")?.to_string(), text(exit, "meaning")?.into()]))
        .collect();
    Ok(table(["code", "meaning"], &rows?))
}

fn code_span(text: &str) -> String {
    format!("`{text}`")
}

/// A table of Markdown.
pub fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    let mut table = format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(N));
    for row in rows {
        let cells = row.each_ref().map(|cell| cell.replace('|', "\\|"));
        table += &format!("| {} |\n", cells.join(" | "));
    }
    table
}
