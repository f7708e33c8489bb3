//! What must hold of the sources: no import goes up a floor or round, and clippy has no warning, for both targets.

use anyhow::Result;

use crate::install::target;
use crate::run::step;
use crate::test::floors;

pub fn run() -> Result<()> {
    floors::check()?;
    clippy("clippy", &["--workspace", "--all-targets"])?;
    clippy(
        "clippy with the boundary",
        &["--package", "docusign-jwt", "--all-targets", "--features", "js"],
    )?;
    target::ensure()?;
    let wasm = ["--package", "docusign-jwt", "--target", target::NAME, "--tests", "--lib"];
    clippy("clippy for wasm32", &[&wasm[..], &["--features", "js"]].concat())?;
    let emulator = ["--package", "docusign-emulator", "--target", target::NAME, "--lib"];
    let in_wasm = ["--no-default-features", "--features", "wasm"];
    clippy("clippy for the emulator in wasm32", &[&emulator[..], &in_wasm].concat())?;
    // A Worker in Rust has the crate without the boundary.
    clippy(
        "clippy for wasm32 without the boundary",
        &["--package", "docusign-jwt", "--target", target::NAME, "--lib"],
    )
}

fn clippy(what: &str, arguments: &[&str]) -> Result<()> {
    let mut command = step::program("cargo");
    command.arg("clippy").args(arguments).args(["--", "-D", "warnings"]);
    // The tests of the suite for wasm32 name a server when they are compiled; nobody asks it here.
    command.env("DOCUSIGN_EMULATOR_URL", "http://127.0.0.1:1");
    step::run(what, "a minute", &mut command)
}
