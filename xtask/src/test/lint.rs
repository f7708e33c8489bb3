//! What must hold of the sources: no import goes up a floor or round, and clippy has no warning, for both targets.

use anyhow::Result;

use crate::install::target;
use crate::run::step;
use crate::test::floors;

pub fn run() -> Result<()> {
    floors::check()?;
    let strict = ["--", "-D", "warnings"];
    let mut native = step::program("cargo");
    native.args(["clippy", "--workspace", "--all-targets"]).args(strict);
    step::run("clippy", "a minute", &mut native)?;
    target::ensure()?;
    let mut wasm = step::program("cargo");
    wasm.args([
        "clippy",
        "--package",
        "docusign-jwt",
        "--target",
        target::NAME,
        "--tests",
        "--lib",
    ]);
    wasm.args(strict);
    // The tests of the suite for wasm32 name a server when they are compiled; nobody asks it here.
    wasm.env("DOCUSIGN_EMULATOR_URL", "http://127.0.0.1:1");
    step::run("clippy for wasm32", "a minute", &mut wasm)
}
