//! The npm package of an earlier commit, for comparison in `start`. The commands of that commit build it, in a separate work
//! tree.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::package::pack;
use crate::run::{copy, place, step};

/// The last commit before the second module and the one file for Node.
const COMMIT: &str = "ce150515d32f7b8b835bbb4a4a161aa94c08e5f0";

/// Its `index.js`, where `import "docusign-jwt"` beside `node_modules` finds it.
pub fn package() -> Result<PathBuf> {
    let folder = place::target().join("bench/earlier");
    let package = folder.join("node_modules/docusign-jwt");
    let entry = package.join("index.js");
    if entry.is_file() {
        return Ok(entry);
    }
    fs::create_dir_all(&folder)?;
    let tree = folder.join("tree");
    if !tree.is_dir() {
        let mut add = step::program("git");
        add.args(["worktree", "add", "--detach"]).arg(&tree).arg(COMMIT);
        step::run("The earlier sources", "seconds", add.current_dir(place::root()))?;
    }
    // The same tools, or their build is the longest part of all.
    let (tools, own) = (place::target().join("tools"), tree.join("target/tools"));
    if !own.is_dir() {
        copy::folder(&tools, &own, &[])?;
    }
    // That commit has no command that only packs.
    let mut cargo = step::program("cargo");
    cargo.args(["run", "--quiet", "--package", "xtask", "--", "bench", "size"]).current_dir(&tree);
    step::run("The earlier package", "5 minutes, once", &mut cargo)?;
    let packed = fs::read_dir(tree.join("target/pack"))?.flatten().map(|entry| entry.path());
    let mut packed = packed.filter(|path| path.extension().is_some_and(|end| end == "tgz"));
    pack::unpack(&packed.next().context("there is no earlier tarball")?, &package)?;
    let mut remove = step::program("git");
    remove.args(["worktree", "remove", "--force"]).arg(&tree).current_dir(place::root());
    step::run("Removing the earlier sources", "seconds", &mut remove)?;
    Ok(entry)
}
