//! `cargo xtask release`: builds the published packages, and checks that the build is reproducible.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::package::{build, emulator_package, pack};
use crate::run::{copy, place, step};

const CRATE: &str = "docusign-jwt";

pub fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => publishable(),
        [only] if only == "--check" => check(),
        _ => bail!("release takes only --check."),
    }
}

/// Builds everything again, with the core in another folder, and compares.
fn check() -> Result<()> {
    let work = place::target().join("reproduce");
    let package = build::package()?;
    let tarball = pack::npm_package(&package, &work.join("first"))?;

    // A copy of the package, with other times, and with a core that was built elsewhere.
    let copy = work.join("pkg");
    let _ = fs::remove_dir_all(&copy);
    copy::folder(&package, &copy, &[])?;
    for name in build::GENERATED {
        fs::remove_file(copy.join(name))?;
    }
    let elsewhere = copy_of_sources(&work.join("another").join("place"))?;
    build::core(&elsewhere, &work.join("target"), &copy)?;
    for name in build::GENERATED {
        same(&package.join(name), &copy.join(name))?;
    }
    same(&tarball, &pack::npm_package(&copy, &work.join("again"))?)?;

    let first = cargo_package(&work.join("crate"), true)?;
    let second = cargo_package(&work.join("crate-again"), false)?;
    same(&first, &second)?;
    only_what_belongs(&first)?;
    // The core's three files, the two packages, and what is in the crate.
    println!("ran {} tests: the same sources gave the same bytes", build::GENERATED.len() + 3);
    Ok(())
}

/// All packages, from the commit that the version's tag names, with their checksums.
fn publishable() -> Result<()> {
    let version = version()?;
    let git = |arguments: &[&str]| {
        step::output(step::program("git").args(arguments)).context("git failed")
    };
    if !git(&["status", "--porcelain"])?.is_empty() {
        bail!("There are changes that no commit has. Commit them, or put them aside.");
    }
    let tag = format!("v{version}");
    if git(&["tag", "--points-at", "HEAD"])?.lines().all(|name| name != tag) {
        bail!("This commit does not have the tag {tag}, which the version {version} belongs to.");
    }
    let changelog = fs::read_to_string(place::root().join("CHANGELOG.md"))?;
    if !changelog.lines().any(|line| line.starts_with(&format!("## {version}"))) {
        bail!("CHANGELOG.md has no section {version}.");
    }
    check()?;
    let folder = place::target().join("publish");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let krate = format!("{CRATE}-{version}.crate");
    let made = place::target().join("reproduce/crate/package").join(&krate);
    let tarball = format!("{CRATE}-{version}.tgz");
    let mut sums = String::new();
    let emulator = emulator_package::tarball()?;
    let emulator_name = format!("docusign-emulator-{version}.tgz");
    for (name, from) in [
        (krate, made),
        (tarball.clone(), place::target().join("reproduce/first/pack").join(tarball)),
        (emulator_name, emulator),
    ] {
        fs::copy(&from, folder.join(&name)).with_context(|| format!("{}", from.display()))?;
        sums += &format!("{}  {name}\n", checksum(&folder.join(&name))?);
    }
    fs::write(folder.join("SHA256SUMS"), &sums)?;
    println!("\n{sums}\nThese files are in {}.", folder.display());
    Ok(())
}

/// The version, which the crate and the npm packages must share.
fn version() -> Result<String> {
    let quoted = |file: &str, before: &str| -> Result<String> {
        let text = fs::read_to_string(place::root().join(file))?;
        let line = text.lines().find_map(|line| line.trim().strip_prefix(before));
        let version = line.and_then(|rest| rest.split('"').next());
        version.map(str::to_owned).with_context(|| format!("{file} has no version"))
    };
    let version = quoted("Cargo.toml", "version = \"")?;
    let package = quoted("pkg/package.json", "\"version\": \"")?;
    let emulator = quoted("emulator/npm/package.json", "\"version\": \"")?;
    if version != package || version != emulator {
        bail!(
            "Cargo.toml says {version}, pkg/package.json {package}, emulator/npm/package.json {emulator}."
        );
    }
    Ok(version)
}

fn cargo_package(target: &Path, verify: bool) -> Result<PathBuf> {
    let mut cargo = step::program("cargo");
    cargo.args(["package", "--quiet", "--allow-dirty", "--package", CRATE, "--target-dir"]);
    cargo.arg(target);
    if !verify {
        cargo.arg("--no-verify");
    }
    step::run("cargo package", "a minute", &mut cargo)?;
    Ok(target.join("package").join(format!("{CRATE}-{}.crate", version()?)))
}

/// The expected files of the crate: sources, documents, and cargo's own files.
fn only_what_belongs(krate: &Path) -> Result<()> {
    let list = step::output(step::program("tar").arg("-tzf").arg(krate)).context("tar fails")?;
    let papers = [
        ".cargo_vcs_info.json",
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
    ];
    let files = list.lines().filter_map(|path| path.split_once('/').map(|(_, file)| file));
    let is_source = |file: &str| file.starts_with("src/") && file.ends_with(".rs");
    let belongs = |file: &&str| papers.contains(file) || is_source(file);
    let odd: Vec<&str> = files.filter(|file| !belongs(file)).collect();
    if !odd.is_empty() {
        bail!("The crate has files that do not belong there: {}.", odd.join(", "));
    }
    Ok(())
}

/// Copies the repository to another folder, without build results.
fn copy_of_sources(to: &Path) -> Result<PathBuf> {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(place::root())? {
        let entry = entry?;
        let name = entry.file_name();
        let is_made = ["target", "node_modules", ".git"].iter().any(|made| name == *made);
        if is_made || entry.path() == place::target() {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy::folder(&entry.path(), &to.join(name), &[])?;
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(to.to_path_buf())
}

fn same(one: &Path, other: &Path) -> Result<()> {
    let (first, second) = (checksum(one)?, checksum(other)?);
    if first != second {
        bail!("{} is not what {} is: {second}, {first}.", other.display(), one.display());
    }
    let name = one.file_name().unwrap_or_default().to_string_lossy();
    println!("✓ twice the same bytes: {name}, SHA-256 {first}");
    Ok(())
}

fn checksum(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}
