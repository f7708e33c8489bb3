//! The local Docusign: built, and started.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result};

use crate::run::{place, step};

/// Builds the emulator, and returns its path.
pub fn build() -> Result<PathBuf> {
    let mut cargo = step::program("cargo");
    cargo.args(["build", "--release", "--package", "docusign-emulator"]);
    // An emulator of many crates need not be optimized as the core is.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    cargo.arg("--target-dir").arg(place::target().join("emulator"));
    step::run("The emulator", "a minute", &mut cargo)?;
    Ok(place::target().join("emulator/release/docusign-emulator"))
}

/// Starts the emulator, and returns it with its address.
pub fn serve(emulator: &Path) -> Result<(Child, String)> {
    let mut command = step::program(emulator);
    command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().context("the emulator does not start")?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().context("no stdout")?).read_line(&mut line)?;
    let address =
        line.trim().strip_prefix("listening on ").context("the emulator printed no address")?;
    Ok((child, address.to_owned()))
}
