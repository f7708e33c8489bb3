//! The imports of JavaScript sources, as esbuild reads them.

use std::path::Path;

use anyhow::{Context, Result};

use super::graph::{Graph, Place};
use crate::install::npm;
use crate::run::{place, step};

pub fn graph(folder: &Path) -> Result<Graph> {
    npm::ensure()?;
    let mut node = step::program("node");
    node.arg(place::root().join("xtask/src/test/floors/imports.mjs")).arg(folder);
    node.args(modules(folder)?);
    let imports = step::output(&mut node).context("esbuild cannot read the modules")?;
    let imports: Vec<(String, Vec<String>)> = serde_json::from_str(&imports)?;
    let mut graph = Graph::default();
    for (file, imported) in imports {
        let from = place_of(&file);
        graph.add_place(from.clone());
        for file in imported {
            graph.add_arrow(&from, &place_of(&file));
        }
    }
    Ok(graph)
}

/// The modules that are, or are about to be, in the repository.
fn modules(folder: &Path) -> Result<Vec<String>> {
    let mut git = step::program("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard", "*.js", "*.mjs"]);
    let listed = step::output(git.current_dir(folder)).context("git lists no module")?;
    let is_module = |file: &&str| folder.join(file).exists();
    Ok(listed.lines().filter(is_module).map(str::to_owned).collect())
}

fn place_of(file: &str) -> Place {
    let name = file.strip_suffix(".mjs").or_else(|| file.strip_suffix(".js")).unwrap_or(file);
    name.split('/').map(str::to_owned).collect()
}
