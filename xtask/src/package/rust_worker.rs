//! The example Worker in Rust, built as worker-build does it: cargo, wasm-bindgen, wasm-opt, and a small entry.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::install::{npm, target, tools};
use crate::package::build::FEATURES;
use crate::run::{place, step};

const ENTRY: &str = "import * as glue from \"./worker.js\";
import module from \"./worker_bg.wasm\";

glue.initSync({ module });

export default { fetch: (request, env, context) => glue.fetch(request, env, context) };
";

/// Builds the Worker as it is, and the same without docusign-jwt, into a folder each: `docusign` and `bare`.
pub fn build() -> Result<PathBuf> {
    npm::ensure()?;
    target::ensure()?;
    let folder = place::target().join("rust-worker");
    worker(&folder, "bare", &["--no-default-features"])?;
    worker(&folder, "docusign", &[])?;
    Ok(folder)
}

fn worker(folder: &PathBuf, name: &str, features: &[&str]) -> Result<()> {
    let bindgen = tools::WASM_BINDGEN.ensure()?;
    let mut cargo = step::program("cargo");
    cargo.args(["build", "--release", "--locked", "--target", target::NAME]).args(features);
    cargo.arg("--target-dir").arg(folder);
    cargo.current_dir(place::root().join("examples/rust-worker"));
    step::run(&format!("The Worker in Rust, {name}"), "two minutes", &mut cargo)?;
    let built = folder.join(target::NAME).join("release/docusign_jwt_worker_example.wasm");
    let out = folder.join(name);
    fs::create_dir_all(&out)?;
    let mut command = step::program(bindgen);
    command.arg(built).arg("--out-dir").arg(&out).args(["--out-name", "worker"]);
    command.args(["--target", "web", "--no-typescript", "--omit-default-module-path"]);
    step::run("Its glue", "seconds", &mut command)?;
    let wasm = out.join("worker_bg.wasm");
    let mut optimize = step::program(place::npm_program("wasm-opt"));
    optimize.args(["-Oz", "--strip-debug", "--strip-producers"]).args(FEATURES);
    optimize.arg(&wasm).arg("-o").arg(&wasm);
    step::run("wasm-opt for it", "half a minute", &mut optimize)?;
    fs::write(out.join("index.js"), ENTRY)?;
    Ok(())
}
