//! clippy without a warning, for both targets.

use anyhow::Result;

use crate::{step, target};

pub fn run() -> Result<()> {
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
    step::run("clippy for wasm32", "a minute", &mut wasm)
}
