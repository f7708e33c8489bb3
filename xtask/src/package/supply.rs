//! Dependencies: `cargo xtask supply` checks licenses, sources and lock files; `cargo xtask sbom` lists all of them.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::install::{npm, tools};
use crate::package::rust_version;
use crate::run::{place, step};

/// The lock files of cargo, by the folders of their workspaces.
const WORKSPACES: [&str; 2] = [".", "fuzz"];

/// The lock files of npm, by their folders.
const NPM_PROJECTS: [&str; 3] = [".", npm::REFERENCE, npm::FRAMEWORKS];

/// Checks licenses, bans, sources and lock files, and that dependencies support the oldest Rust of the crate. With
/// `--online`, also checks the advisories.
pub fn check(arguments: &[String]) -> Result<()> {
    let online = match arguments {
        [] => false,
        [flag] if flag == "--online" => true,
        _ => bail!("cargo xtask supply takes --online or nothing."),
    };
    let deny = tools::CARGO_DENY.ensure()?;
    let mut checks = vec!["bans", "licenses", "sources"];
    if online {
        checks.insert(0, "advisories");
    }
    rust_version::check()?;
    let mut ran = 1;
    for workspace in WORKSPACES {
        let mut cargo = step::program("cargo");
        cargo.args(["metadata", "--locked", "--format-version", "1"]).arg("--manifest-path");
        cargo.arg(place::root().join(workspace).join("Cargo.toml"));
        step::run(&format!("Cargo.lock of {workspace}"), "seconds", &mut cargo)?;
        let mut command = step::program(&deny);
        command.arg("--manifest-path").arg(place::root().join(workspace).join("Cargo.toml"));
        command.args(["--workspace", "--locked", "--config"]);
        command.arg(place::root().join("deny.toml")).args(["check", "--hide-inclusion-graph"]);
        command.args(&checks);
        step::run(&format!("cargo-deny in {workspace}"), "seconds", &mut command)?;
        ran += 1 + checks.len();
    }
    for project in NPM_PROJECTS {
        sealed_npm_lock(project)?;
        ran += 1;
        if online {
            let mut audit = step::program("npm");
            audit.args(["audit", "--package-lock-only", "--audit-level=low"]);
            audit.current_dir(place::root().join(project));
            step::run(&format!("npm audit in {project}"), "seconds", &mut audit)?;
            ran += 1;
        }
    }
    // What frameworks bring is run by tests and never published: its advisories are the frameworks' matter.
    for group in npm::framework_groups()? {
        sealed_npm_lock(&group)?;
        ran += 1;
    }
    println!("ran {ran} checks");
    Ok(())
}

/// Checks that the npm lock file in this folder has a hash for every package.
fn sealed_npm_lock(project: &str) -> Result<()> {
    let lock = fs::read_to_string(place::root().join(project).join("package-lock.json"))?;
    let loose = without_integrity(&lock);
    if loose.is_empty() {
        return Ok(());
    }
    bail!("package-lock.json in {project} has no integrity for: {}.", loose.join(", "))
}

/// The packages of a lock file, as npm writes it, that have no hash.
fn without_integrity(lock: &str) -> Vec<String> {
    let mut loose = Vec::new();
    let mut open: Option<(String, bool)> = None;
    for line in lock.lines() {
        if let Some(name) = line.strip_prefix("    \"node_modules/") {
            open = name.strip_suffix("\": {").map(|name| (name.to_owned(), false));
        } else if line.starts_with("      \"integrity\": \"sha512-")
            && let Some((_, sealed)) = &mut open
        {
            *sealed = true;
        } else if line == "    }," || line == "    }" {
            loose.extend(open.take().filter(|(_, sealed)| !sealed).map(|(name, _)| name));
        }
    }
    loose
}

/// Writes the bills of materials, in CycloneDX, into target/sbom.
pub fn bill() -> Result<()> {
    let folder = place::target().join("sbom");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut cargo = step::program(tools::CARGO_CYCLONEDX.ensure()?);
    cargo.args(["cyclonedx", "--format", "json", "--spec-version", "1.5"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--no-build-deps"]);
    cargo.args(["--override-filename", "docusign-jwt.cdx"]);
    cargo.arg("--manifest-path").arg(place::root().join("Cargo.toml"));
    step::run("The bill of the crate", "seconds", &mut cargo)?;
    // One for each member of the workspace.
    let made = [
        "",
        "emulator/",
        "xtask/",
        "tests/memcheck/",
        "tests/watched-memory/",
        "examples/axum/",
        "examples/rust/",
        "benches/native/",
    ];
    for at in made {
        let file = place::root().join(format!("{at}docusign-jwt.cdx.json"));
        if at.is_empty() {
            fs::copy(&file, folder.join("docusign-jwt-crate.cdx.json")).context("no bill came")?;
        }
        let _ = fs::remove_file(file);
    }
    for (name, at) in [
        ("docusign-jwt-npm", "pkg"),
        ("development", "."),
        ("reference", npm::REFERENCE),
        ("frameworks", npm::FRAMEWORKS),
    ] {
        let mut npm = step::program("npm");
        npm.args(["sbom", "--sbom-format", "cyclonedx"]).current_dir(place::root().join(at));
        // The package has no dependency, and so no lock file.
        if at != "pkg" {
            npm.arg("--package-lock-only");
        }
        let text = step::output(&mut npm).with_context(|| format!("npm sbom failed in {at}"))?;
        fs::write(folder.join(format!("{name}.cdx.json")), text)?;
    }
    let mut made: Vec<PathBuf> = fs::read_dir(&folder)?.flatten().map(|e| e.path()).collect();
    made.sort();
    for file in made {
        println!("{}", file.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_a_package_without_a_hash() {
        let lock = "    \"node_modules/a\": {\n      \"integrity\": \"sha512-x\"\n    },\n    \"node_modules/b\": {\n      \"version\": \"1\"\n    }\n";
        assert_eq!(without_integrity(lock), ["b"]);
    }
}
