//! Node and what npm brings: runtimes, bundlers, wasm-opt.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::run::{place, step};

/// Where npm's lock file for TypeDoc is.
pub const REFERENCE: &str = "xtask/reference";

/// Refuses a Node that is too old, before anything else fails in a way that says less.
pub fn check_node() -> Result<String> {
    let version = step::output(step::program("node").arg("--version"))
        .context("Node is missing. Install Node 20 or newer, with npm.")?;
    let major: u32 =
        version.trim_start_matches('v').split('.').next().unwrap_or("").parse().unwrap_or(0);
    if major < 20 {
        bail!("This is Node {version}. Install Node 20 or newer.");
    }
    Ok(version)
}

/// Sees to it that node_modules is what package-lock.json says.
pub fn ensure() -> Result<()> {
    let key = step::fingerprint(&["package.json", "package-lock.json"])?;
    install(&place::root(), &key, "npm packages", "a minute, once")
}

/// The same for TypeDoc, in a separate folder, because it needs another TypeScript. Returns the folder.
pub fn ensure_reference() -> Result<PathBuf> {
    ensure_apart("reference", REFERENCE, "TypeDoc")
}

/// Where the frameworks' table, projects, package.json and lock file are; a group of tools that do not fit together with
/// others has these two in `tools/NAME`.
pub const FRAMEWORKS: &str = "tests/js/frameworks";

/// The same for Next, vitest and the other tools that the rows to be run need, which are large. Returns the folder of
/// rows without a group. The folder of a group has the group's name appended.
pub fn ensure_frameworks(long: bool) -> Result<PathBuf> {
    let table = fs::read_to_string(place::root().join(FRAMEWORKS).join("table.json"))?;
    let rows: Vec<serde_json::Value> = serde_json::from_str(&table)?;
    let text = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap_or("").to_owned();
    let only = std::env::var("ROW").ok();
    let chosen = rows.iter().filter(|row| match &only {
        Some(word) => text(row, "row").contains(word),
        None => long || row["daily"] != true,
    });
    let groups: BTreeSet<String> = chosen.map(|row| text(row, "group")).collect();
    for group in groups.iter().filter(|group| !["", "root"].contains(&group.as_str())) {
        let from = format!("{FRAMEWORKS}/tools/{group}");
        ensure_apart(&format!("frameworks-{group}"), &from, &format!("Tools of {group}"))?;
    }
    ensure_apart("frameworks", FRAMEWORKS, "Next and vitest")
}

/// The folders of the groups of tools, in the repository.
pub fn framework_groups() -> Result<Vec<String>> {
    let folder = format!("{FRAMEWORKS}/tools");
    let entries = fs::read_dir(place::root().join(&folder))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut groups: Vec<String> = names.map(|name| format!("{folder}/{name}")).collect();
    groups.sort();
    Ok(groups)
}

/// Installs what the package.json of a folder names, in a folder of this name among the tools.
fn ensure_apart(name: &str, from: &str, what: &str) -> Result<PathBuf> {
    let folder = place::tools().join(name);
    fs::create_dir_all(&folder)?;
    let names = ["package.json", "package-lock.json"];
    for name in names {
        fs::copy(place::root().join(from).join(name), folder.join(name))?;
    }
    let key = step::fingerprint(&names.map(|name| folder.join(name)))?;
    install(&folder, &key, what, "half a minute, once")?;
    Ok(folder)
}

fn install(folder: &Path, key: &str, what: &str, usually: &str) -> Result<()> {
    check_node()?;
    // The mark lies in the folder itself, so that both vanish together.
    let mark = folder.join("node_modules/.docusign-jwt");
    if fs::read_to_string(&mark).is_ok_and(|have| have == key) {
        return Ok(());
    }
    let mut command = step::program("npm");
    command.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder);
    step::run(what, usually, &mut command)?;
    // Remove the link to a Node for tests: otherwise, wasm-pack and npx would use it.
    let _ = fs::remove_file(folder.join("node_modules/.bin/node"));
    fs::write(mark, key)?;
    Ok(())
}
