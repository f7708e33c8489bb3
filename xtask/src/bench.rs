//! `cargo xtask bench`: measurements in sections. To add a section, add a line here and a script in `benches/`.

mod builds;
mod callgrind;
mod earlier;
mod instructions;

use std::process::Command;

use anyhow::{Result, bail};

use crate::install::browser;
use crate::package::{build, emulator_package, pack};
use crate::run::{place, step};

/// A section: its name, and its measurement.
struct Section {
    name: &'static str,
    run: fn() -> Result<()>,
}

const SECTIONS: &[Section] = &[
    Section { name: "cache", run: cache },
    Section { name: "token", run: token },
    Section { name: "stores", run: stores },
    Section { name: "start", run: start },
    Section { name: "sign", run: sign },
    Section { name: "instructions", run: instructions::run },
    Section { name: "size", run: size },
    Section { name: "emulator", run: emulator },
    Section { name: "timing", run: timing },
    Section { name: "builds", run: builds::run },
];

/// Runs the named sections, or all. A figure above its limit is an error.
pub fn run(names: &[String]) -> Result<()> {
    for name in names {
        if !SECTIONS.iter().any(|section| section.name == name) {
            let known: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
            bail!("There is no section {name}; there are {}.", known.join(", "));
        }
    }
    let chosen = SECTIONS
        .iter()
        .filter(|section| names.is_empty() || names.iter().any(|name| name == section.name));
    let mut missed = Vec::new();
    for section in chosen {
        println!("\n{}", section.name);
        if let Err(error) = (section.run)() {
            println!("✗ {error:#}");
            missed.push(section.name);
        }
    }
    if !missed.is_empty() {
        bail!("A limit was exceeded, or the measurement failed, in: {}.", missed.join(", "));
    }
    Ok(())
}

/// A script of `benches/` in Node, where `docusign-jwt` is the packed package.
fn script(name: &str, flags: &[&str]) -> Result<Command> {
    pack::tarball()?;
    let mut node = step::program("node");
    node.args(flags).arg(place::root().join("benches").join(name));
    Ok(node)
}

/// Runs a program whose output is the result.
fn show(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if !status.success() {
        bail!("The measurement ended with {status}.");
    }
    Ok(())
}

fn cache() -> Result<()> {
    show(&mut script("cache.mjs", &["--expose-gc"])?)
}

/// A cached token of the Rust client, compared with gcp_auth.
fn token() -> Result<()> {
    let mut cargo = step::program("cargo");
    cargo.args(["run", "--quiet", "--release", "--locked", "--manifest-path"]);
    cargo.arg(place::root().join("benches/cached-token/Cargo.toml"));
    cargo.arg("--target-dir").arg(place::target().join("cached-token"));
    cargo.arg("--").arg(place::root().join("emulator/fixtures/integration.pem"));
    show(&mut cargo)
}

fn stores() -> Result<()> {
    show(&mut script("stores.mjs", &[])?)
}

/// The emulator as a JavaScript test uses it.
fn emulator() -> Result<()> {
    emulator_package::tarball()?;
    show(&mut script("emulator.mjs", &[])?)
}

fn start() -> Result<()> {
    let mut command = script("start.mjs", &[])?;
    command.env("EARLIER", earlier::package()?);
    command.env(browser::CHROMIUM.variable, browser::CHROMIUM.ensure()?);
    show(&mut command)
}

fn sign() -> Result<()> {
    let mut command = script("sign.mjs", &[])?;
    for (variable, recipe) in builds::WITH_RSA {
        command.env(variable, builds::package(recipe)?.join("index.js"));
    }
    command.env(browser::CHROMIUM.variable, browser::CHROMIUM.ensure()?);
    show(&mut command)
}

fn size() -> Result<()> {
    let package = build::package()?;
    let named = build::named(&place::target().join("bench"))?;
    show(script("size.mjs", &[])?.arg(package.join("core.wasm")).arg(named))
}

fn timing() -> Result<()> {
    show(&mut script("timing.mjs", &[])?)
}
