//! Checks that the `rust-version` of `Cargo.toml` is enough for the crate's dependencies. For the crate's own code,
//! clippy's lint `incompatible_msrv` checks it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::step;

/// Fails if a dependency of the crate, with any feature and target, needs a newer Rust.
pub fn check() -> Result<()> {
    let mut cargo = step::program("cargo");
    cargo.args(["metadata", "--locked", "--format-version", "1"]);
    let text = step::output(&mut cargo).context("cargo metadata does not run")?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let named = |package: &&Value| package["name"] == "docusign-jwt";
    let crate_ =
        packages.values().copied().find(named).context("the crate is not in its workspace")?;
    let oldest = version(&crate_["rust_version"]).context("the crate names no Rust")?;
    let mut seen = vec![text_of(&crate_["id"])?];
    let mut at = 0;
    while let Some(id) = seen.get(at).copied() {
        at += 1;
        let package = packages.get(id).with_context(|| format!("{id} is not a package"))?;
        if version(&package["rust_version"]).is_some_and(|needed| needed > oldest) {
            bail!(
                "{} {} needs Rust {}, but Cargo.toml says that the crate takes {}. Take an older version of it, or raise \
                 rust-version in Cargo.toml and CONTRIBUTING.md.",
                package["name"],
                package["version"],
                package["rust_version"],
                crate_["rust_version"],
            );
        }
        for dependency in
            nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten()
        {
            let kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
            let id = text_of(&dependency["pkg"])?;
            if kinds.into_iter().any(|kind| kind["kind"] != "dev") && !seen.contains(&id) {
                seen.push(id);
            }
        }
    }
    println!("{} packages take the Rust of Cargo.toml", seen.len());
    Ok(())
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|item| Some((item["id"].as_str()?, item))).collect()
}

fn text_of(value: &Value) -> Result<&str> {
    value.as_str().context("cargo metadata has another shape")
}

/// `1.88` or `1.88.0`.
fn version(value: &Value) -> Option<Vec<u32>> {
    let mut numbers: Vec<u32> =
        value.as_str()?.split('.').map_while(|part| part.parse().ok()).collect();
    numbers.resize(3, 0);
    Some(numbers)
}
