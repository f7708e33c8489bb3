//! The imports of JavaScript sources, as esbuild reads them.

use std::path::Path;

use anyhow::{Context, Result};

use super::graph::{Graph, Place};
use crate::install::npm;
use crate::run::{place, step};

pub fn graph(folder: &Path, entries: &[&str]) -> Result<Graph> {
    npm::ensure()?;
    let made = tempfile()?;
    let mut bundle = step::program(place::npm_program("esbuild"));
    bundle.args(entries).args([
        "--bundle",
        "--format=esm",
        "--platform=neutral",
        "--log-level=error",
    ]);
    bundle
        .args(["--external:*/core.js", "--external:#wasm", "--external:node:*"])
        .current_dir(folder);
    bundle.arg(format!("--outdir={}", made.display()));
    let metafile = made.join("metafile.json");
    bundle.arg(format!("--metafile={}", metafile.display()));
    step::output(&mut bundle).context("esbuild cannot read the modules")?;
    let text = std::fs::read_to_string(metafile)?;
    let metafile: serde_json::Value = serde_json::from_str(&text)?;
    let mut graph = Graph::default();
    for (file, facts) in metafile["inputs"].as_object().context("no inputs")? {
        let from = place_of(file);
        graph.add_place(from.clone());
        for import in facts["imports"].as_array().into_iter().flatten() {
            let external = import["external"].as_bool() == Some(true);
            if let Some(path) = import["path"].as_str().filter(|_| !external) {
                graph.add_arrow(&from, &place_of(path));
            }
        }
    }
    Ok(graph)
}

fn place_of(file: &str) -> Place {
    file.trim_end_matches(".js").split('/').map(str::to_owned).collect()
}

fn tempfile() -> Result<std::path::PathBuf> {
    let folder = place::target().join("floors");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
