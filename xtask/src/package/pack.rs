//! Packs the npm tarball, and unpacks it into node_modules: tests and examples use the published package, not the
//! source tree.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::package::{build, stage};
use crate::run::{place, step};

/// `cargo xtask pack`: creates the tarball, and prints its path.
pub fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("pack takes no arguments.");
    }
    let tarball = npm_package(&build::package()?, &place::target().join("npm"))?;
    println!("{}", tarball.display());
    Ok(())
}

/// Packs the npm package of a complete `pkg/` in a separate folder.
pub fn npm_package(sources: &Path, folder: &Path) -> Result<PathBuf> {
    let staged = folder.join("package");
    stage::stage(sources, &staged)?;
    pack(&staged, &folder.join("pack"))
}

/// Packs the package, unpacks it into node_modules, and returns the tarball.
pub fn tarball() -> Result<PathBuf> {
    let package = stage::package()?;
    let tarball = pack(&package, &place::target().join("pack"))?;
    unpack(&tarball, &place::root().join("node_modules/docusign-jwt"))?;
    Ok(tarball)
}

/// Unpacks a tarball into a folder, which is emptied first.
pub fn unpack(tarball: &Path, folder: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let mut unpack = step::program("tar");
    unpack.arg("-xzf").arg(tarball).arg("-C").arg(folder).arg("--strip-components=1");
    step::run("Unpacking the tarball", "seconds", &mut unpack)
}

/// Packs a package into a folder, which is emptied first.
pub fn pack(package: &Path, folder: &Path) -> Result<PathBuf> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let mut pack = step::program("npm");
    pack.args(["pack", "--silent", "--pack-destination"]).arg(folder).current_dir(package);
    step::run("npm pack", "seconds", &mut pack)?;
    fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "tgz"))
        .context("npm pack left no tarball")
}
