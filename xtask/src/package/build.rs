//! The npm package in `pkg/`: what is generated goes beside what is written by hand.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::install::{npm, target, tools};
use crate::package::glue;
use crate::run::{place, step};

/// What the core is made of, and by.
const SOURCES: [&str; 6] = [
    "src",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "xtask/src/package/build.rs",
    "xtask/src/package/glue.rs",
];

/// What of `pkg/` is not written by hand.
pub const GENERATED: [&str; 3] = ["core.wasm", "core.js", "core-inline.js"];

/// The features that every engine of the last years has, and that rustc was told to use.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes `pkg/` complete, and returns it.
pub fn package() -> Result<PathBuf> {
    npm::ensure()?;
    let package = place::root().join("pkg");
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "README.md"] {
        let file = place::root().join(name);
        if file.is_file() {
            fs::copy(file, package.join(name))?;
        }
    }
    let key = step::fingerprint(&SOURCES)?;
    if !GENERATED.iter().all(|name| package.join(name).is_file()) {
        step::forget("package");
    }
    step::once("package", &key, || core(&place::root(), &place::target(), &package))?;
    Ok(package)
}

/// How the core is built.
pub struct Recipe {
    /// More arguments for cargo.
    pub cargo: &'static [&'static str],
    /// More environment variables for cargo.
    pub variables: &'static [(&'static str, &'static str)],
    /// What wasm-opt does.
    pub optimize: &'static [&'static str],
}

/// What is published.
pub const PUBLISHED: Recipe = Recipe { cargo: &[], variables: &[], optimize: &["-O3"] };

/// Builds the core of the sources in `root`, with `target` for what is made on the way, into `package`.
pub fn core(root: &Path, target: &Path, package: &Path) -> Result<()> {
    core_by(&PUBLISHED, root, target, package)
}

/// The same by a recipe, for what is measured beside it.
pub fn core_by(recipe: &Recipe, root: &Path, target: &Path, package: &Path) -> Result<()> {
    target::ensure()?;
    let bindgen = tools::WASM_BINDGEN.ensure()?;
    let mut cargo = step::program("cargo");
    cargo.args([
        "rustc",
        "--release",
        "--lib",
        "--target",
        target::NAME,
        "--package",
        "docusign-jwt",
        "--features",
        "js",
        // As a crate type in Cargo.toml, beside rlib, it would have cargo leave out link-time optimisation.
        "--crate-type",
        "cdylib",
    ]);
    cargo.args(recipe.cargo).envs(recipe.variables.iter().copied());
    cargo.arg("--config").arg(paths_of_no_machine(root)?);
    cargo.arg("--target-dir").arg(target).current_dir(root);
    step::run("The core for wasm32", "a minute", &mut cargo)?;
    let built = target.join(target::NAME).join("release/docusign_jwt.wasm");
    let out = target.join("bindgen");
    let mut command = step::program(bindgen);
    command.arg(built).arg("--out-dir").arg(&out).args(["--out-name", "core", "--target", "web"]);
    command.args(["--omit-default-module-path", "--no-typescript"]);
    command.arg("--experimental-reset-state-function");
    step::run("JavaScript glue", "seconds", &mut command)?;
    let wasm = package.join("core.wasm");
    let mut optimize = step::program(place::npm_program("wasm-opt"));
    optimize.args(recipe.optimize).args(["--strip-debug", "--strip-producers"]).args(FEATURES);
    optimize.arg(out.join("core_bg.wasm")).arg("-o").arg(&wasm);
    step::run("wasm-opt", "half a minute", &mut optimize)?;
    fs::write(package.join("core.js"), glue::fit(&fs::read_to_string(out.join("core.js"))?)?)?;
    let bytes = fs::read(&wasm).context("wasm-opt wrote nothing")?;
    fs::write(
        package.join("core-inline.js"),
        format!("export default \"{}\";\n", STANDARD.encode(&bytes)),
    )?;
    println!("  core.wasm has {} KB", bytes.len() / 1024);
    Ok(())
}

/// The published core with the names of its functions, in a folder.
pub fn named(folder: &Path) -> Result<PathBuf> {
    let built = place::target().join("bindgen/core_bg.wasm");
    if !built.is_file() {
        step::forget("package");
        package()?;
    }
    fs::create_dir_all(folder)?;
    let named = folder.join("named.wasm");
    let mut optimize = step::program(place::npm_program("wasm-opt"));
    optimize.args(PUBLISHED.optimize).args(["-g", "--strip-producers"]).args(FEATURES);
    optimize.arg(built).arg("-o").arg(&named);
    step::run("wasm-opt, with names", "half a minute", &mut optimize)?;
    Ok(named)
}

/// Panics name source files. These must not tell where this machine keeps them, and no other machine may get
/// other bytes for it.
fn paths_of_no_machine(root: &Path) -> Result<String> {
    let sysroot = step::output(step::program("rustc").args(["--print", "sysroot"]))
        .context("rustc says no sysroot")?;
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = || std::env::home_dir().map(|home| home.join(".cargo"));
    let cargo_home =
        cargo_home.or_else(home).context("CARGO_HOME is not set, nor is there a home")?;
    let flags = [
        (root.to_path_buf(), "/docusign-jwt"),
        (cargo_home, "/cargo"),
        (PathBuf::from(sysroot), "/rust"),
    ];
    let flags = flags.map(|(from, to)| format!("'--remap-path-prefix={}={to}'", from.display()));
    Ok(format!("target.{}.rustflags=[{}]", target::NAME, flags.join(",")))
}
