//! The facts of the core and the package, from the programs in `xtask/catalog`.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::install::npm;
use crate::run::{place, step};

/// The output of `xtask/catalog`.
pub struct Catalog {
    /// The facts of the core: codes, faults, scopes, options, numbers.
    pub core: Value,
    /// The facts of the package: commands, settings, exit codes, options.
    pub package: Value,
    /// The package's `package.json`.
    pub manifest: Value,
}

/// The facts of the core.
pub fn core() -> Result<Value> {
    let mut core = step::program("cargo");
    core.args(["run", "--quiet", "--package", "docusign-jwt", "--example", "catalog"]);
    core.args(["--features", "_catalog"]);
    println!("· The facts of the core (a minute, once)");
    printed(core, "xtask/catalog/core.rs")
}

impl Catalog {
    pub fn ask() -> Result<Self> {
        Self::with(core()?)
    }

    /// The lowest version of Node.
    pub fn node(&self) -> Result<&str> {
        let engine = text(&self.manifest["engines"], "node")?;
        engine.strip_prefix(">=").context("engines.node of pkg/package.json")
    }

    /// With the facts of the core, asks for the others.
    pub fn with(core: Value) -> Result<Self> {
        npm::check_node()?;
        let mut package = step::program("node");
        package.args(["--no-warnings", "xtask/catalog/package.mjs"]);
        let manifest = std::fs::read_to_string(place::root().join("pkg/package.json"))?;
        Ok(Self {
            core,
            package: printed(package, "xtask/catalog/package.mjs")?,
            manifest: serde_json::from_str(&manifest)?,
        })
    }
}

/// The JSON on a program's stdout. Its stderr goes to the terminal.
fn printed(mut command: std::process::Command, name: &str) -> Result<Value> {
    let output = command.stderr(std::process::Stdio::inherit()).output()?;
    anyhow::ensure!(output.status.success(), "{name} failed");
    serde_json::from_slice(&output.stdout).with_context(|| format!("{name} does not print JSON"))
}

/// A list in the catalog.
pub fn list<'a>(value: &'a Value, name: &str) -> Result<&'a [Value]> {
    let list = value[name].as_array().with_context(|| format!("the catalog has no {name}"))?;
    anyhow::ensure!(!list.is_empty(), "the catalog's {name} is empty");
    Ok(list)
}

/// A text in the catalog.
pub fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name].as_str().with_context(|| format!("the catalog has no {name}"))
}

/// A number in the catalog.
pub fn number(value: &Value, name: &str) -> Result<u64> {
    value[name].as_u64().with_context(|| format!("the catalog has no {name}"))
}

/// The item of this name in a list of the catalog.
pub fn named<'a>(value: &'a Value, list_name: &str, name: &str) -> Result<&'a Value> {
    let found = list(value, list_name)?.iter().find(|item| item["name"] == name);
    found.with_context(|| format!("the catalog's {list_name} have no {name}"))
}
