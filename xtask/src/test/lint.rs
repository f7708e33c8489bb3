//! `cargo xtask lint`: floors, generated files, clippy for both targets, Biome and TypeScript.

use anyhow::Result;

use crate::generate;
use crate::install::{npm, target};
use crate::package::build;
use crate::run::{place, step};
use crate::test::{floors, wording};

pub fn run() -> Result<()> {
    floors::check()?;
    wording::check()?;
    generate::check()?;
    lock_files()?;
    javascript()?;
    clippy("clippy", &["--workspace", "--all-targets"])?;
    clippy(
        "clippy with the boundary",
        &["--package", "docusign-jwt", "--all-targets", "--features", "js"],
    )?;
    clippy(
        "clippy with the client",
        &["--package", "docusign-jwt", "--all-targets", "--features", "reqwest,store"],
    )?;
    clippy(
        "clippy for the generator's facts",
        &["--package", "docusign-jwt", "--example", "catalog", "--features", "_catalog"],
    )?;
    target::ensure()?;
    let wasm = ["--package", "docusign-jwt", "--target", target::NAME, "--tests", "--lib"];
    clippy("clippy for wasm32", &[&wasm[..], &["--features", "js,fetch,store"]].concat())?;
    let emulator = ["--package", "docusign-emulator", "--target", target::NAME, "--lib"];
    let in_wasm = ["--no-default-features", "--features", "wasm"];
    clippy("clippy for the emulator in wasm32", &[&emulator[..], &in_wasm].concat())?;
    // A Worker in Rust has the crate without the boundary.
    clippy(
        "clippy for wasm32 without the boundary",
        &["--package", "docusign-jwt", "--target", target::NAME, "--lib"],
    )?;
    let flags = build::OF_SIGNER.map(|flag| format!("'{flag}'")).join(",");
    let flags = format!("target.{}.rustflags=[{flags}]", target::NAME);
    let signer = ["--package", "docusign-jwt-signer", "--target", target::NAME, "--lib"];
    clippy("clippy for the signer", &[&signer[..], &["--config", &flags]].concat())
}

/// Checks the lock files of what is not a member of the workspace.
fn lock_files() -> Result<()> {
    for folder in ["benches/cached-token", "examples/rust-worker", "fuzz"] {
        let mut cargo = step::program("cargo");
        cargo.args(["metadata", "--locked", "--format-version", "1"]);
        cargo.current_dir(place::root().join(folder));
        step::run(&format!("The lock file of {folder}"), "seconds", &mut cargo)?;
    }
    Ok(())
}

/// Formats and lints all JavaScript, and checks the JSDoc types of the package.
fn javascript() -> Result<()> {
    npm::ensure()?;
    let mut biome = step::program(place::npm_program("biome"));
    biome.args(["ci", "--error-on-warnings", "--colors=off", "."]).current_dir(place::root());
    step::run("biome", "seconds", &mut biome)?;
    // The core's build creates the types of `core.js`.
    build::package()?;
    let mut tsc = step::program(place::npm_program("tsc"));
    tsc.args(["--project", "pkg/tsconfig.json", "--pretty", "false"]).current_dir(place::root());
    step::run("The types of the package", "seconds", &mut tsc)
}

fn clippy(what: &str, arguments: &[&str]) -> Result<()> {
    let mut command = step::program("cargo");
    command.arg("clippy").args(arguments).args(["--", "-D", "warnings"]);
    // The tests of the suite for wasm32 name a server when they are compiled; nobody asks it here.
    command.env("DOCUSIGN_EMULATOR_URL", "http://127.0.0.1:1");
    step::run(what, "a minute", &mut command)
}
