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
const SOURCES: [&str; 7] = [
    "src",
    "signer",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "xtask/src/package/build.rs",
    "xtask/src/package/glue.rs",
];

/// What of `pkg/` is not written by hand.
pub const GENERATED: [&str; 5] =
    ["core.wasm", "signer.wasm", "core.js", "core.d.ts", "core-inline.js"];

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
pub const PUBLISHED: Recipe =
    Recipe { cargo: &[], variables: &[], optimize: &["-O2", "--converge"] };

/// What the core needs of rustc beside what all modules need. Copies of two words and more are one instruction, and LLVM
/// duplicates a little code where that removes branches: 3.5 KB smaller packed.
const OF_CORE: [&str; 2] =
    ["-Cllvm-args=-max-store-memcpy=1", "-Cllvm-args=-jump-threading-threshold=12"];

/// Dependencies at level 3 are smaller than at `z`: small functions disappear into their callers.
const DEPENDENCIES: &str = "profile.release.package.\"*\".opt-level=3";

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
        // As a crate type in Cargo.toml, beside rlib, it would have cargo leave out link-time optimization.
        "--crate-type",
        "cdylib",
    ]);
    // A recipe can override it.
    cargo.arg("--config").arg(DEPENDENCIES);
    cargo.args(recipe.cargo).envs(recipe.variables.iter().copied());
    cargo.arg("--config").arg(flags(root, &OF_CORE)?);
    cargo.arg("--target-dir").arg(target).current_dir(root);
    step::run("The core for wasm32", "a minute", &mut cargo)?;
    let built = target.join(target::NAME).join("release/docusign_jwt.wasm");
    let out = target.join("bindgen");
    let mut command = step::program(bindgen);
    command.arg(built).arg("--out-dir").arg(&out).args(["--out-name", "core", "--target", "web"]);
    command.arg("--omit-default-module-path");
    command.arg("--experimental-reset-state-function");
    step::run("JavaScript glue", "seconds", &mut command)?;
    let wasm = package.join("core.wasm");
    let mut optimize = step::program(place::npm_program("wasm-opt"));
    optimize.args(recipe.optimize).args(["--strip-debug", "--strip-producers"]).args(FEATURES);
    optimize.arg(out.join("core_bg.wasm")).arg("-o").arg(&wasm);
    step::run("wasm-opt", "half a minute", &mut optimize)?;
    fs::write(package.join("core.js"), glue::fit(&fs::read_to_string(out.join("core.js"))?)?)?;
    // What `pkg/lib` is checked against; it is not published.
    fs::copy(out.join("core.d.ts"), package.join("core.d.ts"))?;
    let bytes = fs::read(&wasm).context("wasm-opt wrote nothing")?;
    let of_signer = signer(root, target, package)?;
    let [inline, inline_signer] = [&bytes, &of_signer].map(|bytes| STANDARD.encode(bytes));
    fs::write(
        package.join("core-inline.js"),
        format!("export default \"{inline}\";\nexport const signer =\n  \"{inline_signer}\";\n"),
    )?;
    println!("  core.wasm has {} KB, signer.wasm {}", bytes.len() / 1024, of_signer.len() / 1024);
    Ok(())
}

/// What the signer's module needs of rustc beside what the core needs: instructions that not every engine has, and a stack
/// for a table of powers in two pages of memory, which are filled with zeros after each signature.
pub const OF_SIGNER: [&str; 2] =
    ["-Ctarget-feature=+simd128,+relaxed-simd", "-Clink-arg=-zstack-size=98304"];

/// Builds the module of `signer/`, and returns it.
fn signer(root: &Path, target: &Path, package: &Path) -> Result<Vec<u8>> {
    let mut cargo = step::program("cargo");
    cargo.args(["rustc", "--release", "--lib", "--target", target::NAME]);
    cargo.args(["--package", "docusign-jwt-signer", "--crate-type", "cdylib"]);
    cargo.arg("--config").arg(flags(root, &OF_SIGNER)?);
    cargo.arg("--target-dir").arg(target).current_dir(root);
    step::run("The signer for wasm32", "seconds", &mut cargo)?;
    let built = target.join(target::NAME).join("release/docusign_jwt_signer.wasm");
    let wasm = package.join("signer.wasm");
    let mut optimize = step::program(place::npm_program("wasm-opt"));
    optimize.args(["-Os", "--strip-debug", "--strip-producers", "--strip-target-features"]);
    optimize.args(FEATURES).args(["--enable-simd", "--enable-relaxed-simd"]);
    optimize.arg(built).arg("-o").arg(&wasm);
    step::run("wasm-opt of the signer", "seconds", &mut optimize)?;
    fs::read(&wasm).context("wasm-opt wrote nothing")
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

/// Flags for rustc. Panics name source files: these must not tell where this machine keeps them, and no other machine may
/// get other bytes for it.
pub fn flags(root: &Path, more: &[&str]) -> Result<String> {
    let sysroot = step::output(step::program("rustc").args(["--print", "sysroot"]))
        .context("rustc printed no sysroot")?;
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = || std::env::home_dir().map(|home| home.join(".cargo"));
    let cargo_home =
        cargo_home.or_else(home).context("CARGO_HOME is not set, nor is there a home")?;
    let flags = [
        (root.to_path_buf(), "/docusign-jwt"),
        (cargo_home, "/cargo"),
        (PathBuf::from(sysroot), "/rust"),
    ];
    let paths = flags.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let flags = paths.iter().map(String::as_str).chain(more.iter().copied());
    let flags: Vec<String> = flags.map(|flag| format!("'{flag}'")).collect();
    Ok(format!("target.{}.rustflags=[{}]", target::NAME, flags.join(",")))
}
