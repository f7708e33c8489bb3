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
    let folder = place::target().join("docs");
    let _ = fs::remove_dir_all(&folder);
    javascript(&npm::ensure_reference()?, &folder)?;
    rust(&folder.join("rust"))?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}

fn rust(folder: &Path) -> Result<()> {
    // Use a separate folder: cargo's usual one also has pages of other crates and of deleted items.
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
    typedoc.arg("--options").arg(place::root().join(npm::REFERENCE).join("typedoc.mjs"));
    typedoc.arg("--out").arg(folder);
    step::run("The documents and the reference of the package", "seconds", &mut typedoc)
}
