//! Node and what npm brings: runtimes, bundlers, wasm-opt.

use anyhow::{Context, Result, bail};

use crate::{place, step};

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
    check_node()?;
    let key = step::fingerprint(&["package.json", "package-lock.json"])?;
    // The mark lies in the folder itself, so that both vanish together.
    let mark = place::root().join("node_modules/.docusign-jwt");
    if std::fs::read_to_string(&mark).is_ok_and(|have| have == key) {
        return Ok(());
    }
    let mut command = step::program("npm");
    command.args(["ci", "--no-audit", "--no-fund"]);
    step::run("npm packages", "a minute, once", &mut command)?;
    // The Nodes that tests run in are no tools: without this, wasm-pack and npx would use one of them.
    let _ = std::fs::remove_file(place::npm_program("node"));
    std::fs::write(mark, key)?;
    Ok(())
}
