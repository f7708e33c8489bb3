//! `cargo xtask demo`: a Worker mints a token, with a commentary.

use anyhow::{Result, bail};

use crate::package::{emulator, pack};
use crate::run::{place, step};

pub fn run(arguments: &[String]) -> Result<()> {
    let serve = match arguments {
        [] => false,
        [only] if only == "--serve" => true,
        _ => bail!("cargo xtask demo takes only --serve."),
    };
    let emulator = emulator::build()?;
    pack::tarball()?;
    let mut command = step::program("node");
    command.arg(place::root().join("examples/cloudflare-worker/demo.mjs"));
    command.env("DOCUSIGN_EMULATOR", emulator);
    if serve {
        command.arg("--serve");
    }
    println!();
    let status = command.status()?;
    if !status.success() {
        bail!("The demo failed ({status}).");
    }
    Ok(())
}
