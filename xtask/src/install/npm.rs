//! Node and what npm brings: runtimes, bundlers, wasm-opt.

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

/// The same for TypeDoc, in a folder among the tools, which is returned: it needs a TypeScript of its own.
pub fn ensure_reference() -> Result<PathBuf> {
    ensure_apart("reference", REFERENCE, "TypeDoc")
}

/// Where the frameworks' package.json, lock file and projects are.
pub const FRAMEWORKS: &str = "tests/frameworks";

/// The same for Next and vitest, which are large, and needed by one suite.
pub fn ensure_frameworks() -> Result<PathBuf> {
    ensure_apart("frameworks", FRAMEWORKS, "Next and vitest")
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
    // The Nodes that tests run in are no tools: without this, wasm-pack and npx would use one of them.
    let _ = fs::remove_file(folder.join("node_modules/.bin/node"));
    fs::write(mark, key)?;
    Ok(())
}
