//! `cargo xtask www`: the workbench, served here or written for a static host.

use anyhow::{Context, Result, bail};

use crate::install::browser;
use crate::package::{emulator, emulator_package, pack};
use crate::run::{place, step};

const ADDRESS: &str = "127.0.0.1:8390";

pub fn run(arguments: &[String]) -> Result<()> {
    let mut emulated = false;
    let mut listen = ADDRESS.to_owned();
    let mut folder = None;
    let mut screenshots = false;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value =
            || rest.next().cloned().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--emulator" => emulated = true,
            "--listen" => listen = value()?,
            "--build" => folder = Some(value()?),
            "--screenshots" => screenshots = true,
            other => bail!(
                "www takes --emulator, --listen ADDRESS, --build DIR and --screenshots, not {other}."
            ),
        }
    }
    pack::tarball()?;
    emulator_package::tarball()?;
    let mut command = step::program("node");
    if let Some(folder) = folder {
        let folder = std::env::current_dir()?.join(folder);
        command.arg(place::root().join("www/build.mjs")).arg(folder);
        return finish(command.status()?);
    }
    if screenshots {
        command.arg(place::root().join("www/screenshots.mjs"));
        command.env(browser::CHROMIUM.variable, browser::CHROMIUM.ensure()?);
        return finish(command.status()?);
    }
    command.arg(place::root().join("www/serve.mjs")).args(["--listen", &listen]);
    if !emulated {
        return finish(command.status()?);
    }
    let (mut server, address) = emulator::serve(&emulator::build()?)?;
    command.args(["--emulator", &address]);
    let status = command.status();
    let _ = server.kill();
    let _ = server.wait();
    finish(status?)
}

fn finish(status: std::process::ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("The workbench failed ({status}).");
    }
    Ok(())
}
