//! Unions, options and constants for the types, the command line and the tests, as Biome formats them.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::generate::catalog::{Catalog, list, named, number as number_of, text};
use crate::generate::duration;

/// The codes of errors: a union of them all, and one for each class.
pub fn code_unions(core: &Value) -> Result<String> {
    let classes: Result<Vec<&str>> =
        list(core, "classes")?.iter().map(|class| text(class, "name")).collect();
    let classes = classes?;
    let mut unions =
        String::from("/** Every code that an error can have. */\nexport type ErrorCode =\n");
    unions +=
        &classes.iter().map(|class| format!("  | {class}Code")).collect::<Vec<_>>().join("\n");
    unions += ";\n\n/** Any error of this library: a union that `code` discriminates. `error instanceof DocusignError` narrows to it. */\n";
    unions += "export type AnyDocusignError =\n";
    unions += &classes.iter().map(|class| format!("  | {class}")).collect::<Vec<_>>().join("\n");
    unions += ";\n";
    for class in classes {
        unions += &format!("\n/** The codes of {{@link {class}}}. */\nexport type {class}Code =\n");
        let codes = list(core, "codes")?.iter().filter(|code| code["class"] == class);
        let codes: Vec<&Value> = codes.collect();
        // A union of one has no bar.
        let bar = if codes.len() > 1 { "| " } else { "" };
        let lines: Result<Vec<_>> = codes
            .iter()
            .map(|code| {
                Ok(format!(
                    "  /** {} */\n  {bar}\"{}\"",
                    text(code, "meaning")?,
                    text(code, "name")?
                ))
            })
            .collect();
        unions += &lines?.join("\n");
        unions += ";\n";
    }
    Ok(unions)
}

/// The reasons to reject a record of a store.
pub fn rejections(core: &Value) -> Result<String> {
    let mut union = String::from(
        "/** Why a client cannot use a record of a store. */\nexport type StoreRejection =\n",
    );
    let lines: Result<Vec<_>> = list(core, "rejections")?
        .iter()
        .map(|one| Ok(format!("  /** {} */\n  | \"{}\"", text(one, "words")?, text(one, "name")?)))
        .collect();
    union += &lines?.join("\n");
    union += ";\n";
    Ok(union)
}

/// The known scopes.
pub fn scopes(core: &Value) -> Result<String> {
    let mut union = String::from(
        "/** A scope that Docusign documents; any other text is accepted too. */\nexport type KnownScope =\n",
    );
    let scopes: Option<Vec<_>> = list(core, "scopes")?
        .iter()
        .map(|scope| Some(format!("  | \"{}\"", scope.as_str()?)))
        .collect();
    union += &scopes.context("a scope is not a text")?.join("\n");
    union += ";\n";
    Ok(union)
}

/// An option that is a number, with its range and its default.
pub fn number(option: &Value) -> Result<String> {
    let (name, says) = (text(option, "name")?, text(option, "says")?);
    let (least, most) = (number_of(option, "least")?, number_of(option, "most")?);
    let default = number_of(option, "default")?;
    // `limit` counts, all others are in milliseconds.
    let words = |value| duration::in_words(value).filter(|_| name != "limit");
    let shown = |value| match words(value) {
        Some(words) => format!("{value} ({words})"),
        None => format!("{value}"),
    };
    let zero = if option["zero"] == true && least > 0 { "0, or " } else { "" };
    let range = format!("{zero}{} to {}", shown(least), shown(most));
    let takes = if name == "limit" { "Takes" } else { "In milliseconds:" };
    Ok(format!(
        "/**\n * {says} {takes} {range}.\n *\n * @default {}\n */\n{name}?: number | undefined;\n",
        shown(default)
    ))
}

/// The imports and exports of the package's entry, name by name, so that a bundler can drop each one.
pub fn entry(package: &Value) -> Result<(String, String)> {
    let names = |of| -> Result<Vec<&str>> {
        list(package, of)?
            .iter()
            .map(|name| name.as_str().context("a name is not a text"))
            .collect()
    };
    let (core, errors) = (names("coreNames")?, names("errors")?);
    let lines = |line: fn(&str) -> String, names: &[&str]| -> String {
        names.iter().map(|name| line(name)).collect()
    };
    let aliases = lines(|name| format!("  {name} as {name}_,\n"), &core);
    let provided =
        |name: &str| format!("export const {name} = /* @__PURE__ */ provided({name}_);\n");
    let imports = format!("import {{\n{aliases}}} from \"./api.js\";\n");
    let errors = lines(|name| format!("  {name},\n"), &errors);
    let exports = lines(provided, &core) + &format!("export {{\n{errors}}} from \"./api.js\";\n");
    Ok((imports, exports))
}

/// The defaults that the help of the command line names.
pub fn defaults(core: &Value) -> Result<String> {
    let mut module = String::from(
        "/** Defaults of the core, for the help. Written by cargo xtask generate. */\n",
    );
    for (constant, option) in [("TIMEOUT", "timeout"), ("LIFETIME", "lifetime")] {
        let default = number_of(named(core, "numbers", option)?, "default")?;
        let words = duration::in_words(default).context(option)?;
        module += &format!("export const {constant} = \"{default} ({words})\";\n");
    }
    Ok(module)
}

/// The codes of errors by class, for tests.
pub fn codes(core: &Value) -> Result<String> {
    let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for code in list(core, "codes")? {
        codes.entry(text(code, "class")?).or_default().push(text(code, "name")?);
    }
    Ok(serde_json::to_string_pretty(&codes)? + "\n")
}

/// The names of options, for the test that compares them with the types.
pub fn option_names(catalog: &Catalog) -> Result<String> {
    let mut module = String::from(
        "/** Written by cargo xtask generate: the names of the options that the core and the package read, and words of events. */\nexport interface Names {\n",
    );
    let mut lists = Vec::new();
    for of in [&catalog.core, &catalog.package] {
        for (name, _) in of["options"].as_object().context("the catalog has no options")? {
            lists.push((name.as_str(), list(&of["options"], name)?));
        }
    }
    lists.push(("rejected", list(&catalog.core, "rejected")?));
    for (name, words) in lists {
        module += &format!("  {name}: {{\n");
        for word in words {
            module += &format!("    {}: true;\n", word.as_str().context("a name is not a text")?);
        }
        module += "  };\n";
    }
    module += "}\n";
    Ok(module)
}
