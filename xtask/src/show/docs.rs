//! `cargo xtask docs`: the references of crate and package and all documents, as pages in `target/docs`. Warnings are
//! errors.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::install::npm;
use crate::run::{copy, place, step};

pub fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("cargo xtask docs takes no arguments.");
    }
    let tools = npm::ensure_reference()?;
    let folder = place::target().join("docs");
    let _ = fs::remove_dir_all(&folder);
    rust(&folder.join("rust"))?;
    javascript(&tools, &folder.join("javascript"))?;
    documents(&tools, &folder)?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}

fn rust(folder: &Path) -> Result<()> {
    // A separate folder: cargo's usual one also has pages of other crates and of removed items.
    let target = place::target().join("reference");
    let _ = fs::remove_dir_all(target.join("doc"));
    let mut cargo = step::program("cargo");
    cargo.args(["doc", "--no-deps", "--package", "docusign-jwt", "--features", "reqwest,serde"]);
    cargo.arg("--target-dir").arg(&target);
    cargo.env("RUSTDOCFLAGS", "--deny warnings");
    step::run("The reference of the crate", "seconds", &mut cargo)?;
    copy::folder(&target.join("doc"), folder, &[".lock"])
}

fn javascript(tools: &Path, folder: &Path) -> Result<()> {
    let mut typedoc = step::program("node");
    typedoc.arg(tools.join("node_modules/typedoc/bin/typedoc"));
    typedoc.arg("--options").arg(place::root().join(npm::REFERENCE).join("typedoc.json"));
    typedoc.arg("--out").arg(folder);
    step::run("The reference of the package", "seconds", &mut typedoc)
}

fn documents(tools: &Path, folder: &Path) -> Result<()> {
    let mut pages = step::program("node");
    pages.arg(place::root().join(npm::REFERENCE).join("pages.mjs")).arg(tools).arg(folder);
    step::run("The documents", "seconds", &mut pages)
}
