//! The npm package `docusign-emulator` in `emulator/npm/`: what is generated goes beside what is written by hand.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::install::{npm, target, tools};
use crate::package::build::{FEATURES, flags};
use crate::package::{glue, pack};
use crate::run::{place, step};

/// What the package is made of, and by.
const SOURCES: [&str; 9] = [
    "emulator/src",
    "emulator/fixtures",
    "emulator/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "xtask/src/package/build.rs",
    "xtask/src/package/glue.rs",
    "xtask/src/package/emulator_package.rs",
];

/// What of the folder is not written by hand.
const GENERATED: [&str; 4] = ["emulator.wasm", "core.js", "core-inline.js", "fixtures.js"];

/// Makes the folder complete, and returns it.
pub fn package() -> Result<PathBuf> {
    npm::ensure()?;
    let package = place::root().join("emulator/npm");
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(place::root().join(name), package.join(name))?;
    }
    let key = step::fingerprint(&SOURCES)?;
    if !GENERATED.iter().all(|name| package.join(name).is_file()) {
        step::forget("emulator-package");
    }
    step::once("emulator-package", &key, || generate(&package))?;
    Ok(package)
}

/// Packs the package, unpacks it into node_modules, and returns the tarball.
pub fn tarball() -> Result<PathBuf> {
    let tarball = pack::pack(&package()?, &place::target().join("emulator-pack"))?;
    pack::unpack(&tarball, &place::root().join("node_modules/docusign-emulator"))?;
    Ok(tarball)
}

fn generate(package: &Path) -> Result<()> {
    target::ensure()?;
    let bindgen = tools::WASM_BINDGEN.ensure()?;
    let mut cargo = step::program("cargo");
    cargo.args(["rustc", "--release", "--lib", "--target", target::NAME]);
    cargo.args(["--package", "docusign-emulator", "--no-default-features", "--features", "wasm"]);
    cargo.args(["--crate-type", "cdylib"]);
    cargo.arg("--config").arg(flags(&place::root(), &[])?);
    cargo.arg("--target-dir").arg(place::target());
    step::run("The emulator for wasm32", "a minute", &mut cargo)?;
    let built = place::target().join(target::NAME).join("release/docusign_emulator.wasm");
    let out = place::target().join("emulator-bindgen");
    let mut command = step::program(bindgen);
    command.arg(built).arg("--out-dir").arg(&out).args(["--out-name", "core", "--target", "web"]);
    command.args(["--omit-default-module-path", "--no-typescript"]);
    step::run("JavaScript glue of the emulator", "seconds", &mut command)?;
    let wasm = package.join("emulator.wasm");
    let mut optimize = step::program(place::npm_program("wasm-opt"));
    optimize.args(["-O2", "--strip-debug", "--strip-producers"]).args(FEATURES);
    optimize.arg(out.join("core_bg.wasm")).arg("-o").arg(&wasm);
    step::run("wasm-opt on the emulator", "half a minute", &mut optimize)?;
    let glue = glue::fit(&fs::read_to_string(out.join("core.js"))?)?;
    fs::write(package.join("core.js"), glue)?;
    let bytes = fs::read(&wasm).context("wasm-opt wrote nothing")?;
    let inline = format!("export default \"{}\";\n", STANDARD.encode(&bytes));
    fs::write(package.join("core-inline.js"), inline)?;
    fs::write(package.join("fixtures.js"), fixtures()?)?;
    println!("  emulator.wasm has {} KB", bytes.len() / 1024);
    Ok(())
}

/// The default configuration and its keys, as a module.
fn fixtures() -> Result<String> {
    let folder = place::root().join("emulator/fixtures");
    let config: Value = serde_json::from_str(&fs::read_to_string(folder.join("emulator.json"))?)?;
    let mut pems = json!({});
    for name in ["integration.pem", "integration-2.pem", "wrong.pem"] {
        pems[name] = fs::read_to_string(folder.join(name))?.into();
    }
    let warning = "/** Test keys, which are public: never use them with Docusign. */";
    Ok(format!("{warning}\nexport const pems = {pems};\n\nexport const config = {config};\n"))
}
