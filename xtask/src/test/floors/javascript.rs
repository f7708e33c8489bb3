//! The imports of JavaScript sources, as esbuild reads them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::graph::{Graph, Place};
use crate::install::npm;
use crate::run::{place, step};

/// The generated glue, which does not belong to a room.
const GLUE: &str = "../../core.js";

pub fn graph(folder: &Path) -> Result<Graph> {
    npm::ensure()?;
    let made = place::target().join("floors");
    fs::create_dir_all(&made)?;
    let metafile = made.join("metafile.json");
    let mut modules = Vec::new();
    collect(folder, &mut modules)?;
    let mut bundle = step::program(place::npm_program("esbuild"));
    bundle.args(&modules).args(["--bundle", "--format=esm", "--platform=neutral"]);
    bundle.arg(format!("--external:{GLUE}")).arg("--log-level=error").current_dir(folder);
    bundle.arg(format!("--outdir={}", made.display()));
    bundle.arg(format!("--metafile={}", metafile.display()));
    step::output(&mut bundle).context("esbuild cannot read the modules of pkg/lib")?;
    let metafile: serde_json::Value = serde_json::from_str(&fs::read_to_string(metafile)?)?;
    let mut graph = Graph::default();
    for (file, facts) in metafile["inputs"].as_object().context("esbuild read no module")? {
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

fn collect(folder: &Path, modules: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, modules)?;
        } else if path.extension().is_some_and(|end| end == "js") {
            modules.push(path);
        }
    }
    modules.sort();
    Ok(())
}

fn place_of(file: &str) -> Place {
    file.trim_end_matches(".js").split('/').map(str::to_owned).collect()
}
