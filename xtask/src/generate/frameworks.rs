//! The table of tested frameworks and tools, from the suite's rows.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::generate::catalog::text;
use crate::generate::markdown;
use crate::install::npm;
use crate::run::place;

/// The rows of the suite, with the versions that it pins. What differs only in what ran is one row.
pub fn table() -> Result<String> {
    let folder = place::root().join(npm::FRAMEWORKS);
    let rows: Value = serde_json::from_str(&fs::read_to_string(folder.join("table.json"))?)?;
    let mut order = Vec::new();
    let mut ran: BTreeMap<[String; 3], Vec<String>> = BTreeMap::new();
    for row in rows.as_array().context("table.json is not a list")? {
        let key = [text(row, "tool")?.to_owned(), version(row)?, text(row, "set")?.to_owned()];
        let modes = ran.entry(key.clone()).or_default();
        if modes.is_empty() {
            order.push(key);
        }
        modes.push(text(row, "mode")?.to_owned());
    }
    let rows: Vec<[String; 4]> = order
        .into_iter()
        .map(|key| {
            let modes = ran[&key].join("; ");
            let [tool, version, set] = key;
            [tool, version, modes, set]
        })
        .collect();
    Ok(markdown::table(["tool", "version", "what ran", "what you set"], &rows))
}

/// The version that the package.json of a row's group pins.
fn version(row: &Value) -> Result<String> {
    let group = text(row, "group")?;
    let file = match group {
        "root" => place::root().join("package.json"),
        "" => place::root().join(npm::FRAMEWORKS).join("package.json"),
        group => place::root().join(npm::FRAMEWORKS).join("tools").join(group).join("package.json"),
    };
    let manifest: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
    let name = text(row, "package")?;
    let pinned = ["devDependencies", "optionalDependencies"]
        .iter()
        .find_map(|field| manifest[field][name].as_str())
        .with_context(|| format!("{} does not pin {name}", file.display()))?;
    // An alias has the version behind the name of the package.
    Ok(pinned.rsplit('@').next().unwrap_or(pinned).to_owned())
}
