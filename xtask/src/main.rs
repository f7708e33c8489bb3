//! `cargo xtask`: builds, tests, measures and shows this project.

mod bench;
mod generate;
mod install;
mod package;
mod run;
mod show;
mod source;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};
use package::{build, emulator_package, pack, release, supply};
use show::{demo, docs, doctor, messages, www};
use test::{floors, fuzz, lint, wording};

const HELP: &str = "\
cargo xtask COMMAND

  demo [--serve]   a Worker mints a token from a local Docusign; with --serve the demo keeps running
  test [SUITE…]    the named suites, or all except the daily ones; prints what ran
  test --long …    all suites in their long form, for example many calls under faults
  fuzz [TARGET…]   the fuzz targets, each for --runs N or --seconds N; the default is 60 seconds
  bench [SECTION…] measures against limits: cache, token, stores, start, sign, instructions, size, emulator,
                   timing, builds
  www [--emulator] [--listen ADDRESS]   serves the workbench; with --emulator it runs the whole flow;
                   --build DIR writes it for a static host
  build            the npm packages in pkg/ and emulator/npm/
  pack             the tarball of the npm package; prints its path
  release          all packages in target/publish, from a clean tree at its tag; publishes nothing
  release --check  builds everything twice, and compares the bytes
  docs             the references of the crate and the package, and all documents, in target/docs
  messages [WORD…] every text that a user can see, in groups; with words, only the groups whose titles have one
  generate         writes the generated parts of types, documents and tests
  lint             generated files, floors, wording, Biome, TypeScript, and clippy for both targets
  floors CHECKOUT  the rooms and circles of another checkout
  wording [PATH…]  words to avoid and long sentences in documents, comments and messages
  supply           licenses, sources and lock files; with --online also known vulnerabilities
  sbom             bills of materials (CycloneDX) in target/sbom
  doctor           lists installed and missing tools, and how to install them

Each command installs what it needs, once: the wasm32 target, tools in target/tools, npm packages, and on Debian
as root the browsers. If rustup cannot fetch the target, set RUST_STD_SRC to Rust's library sources (a folder or a
.tar.xz). BENCH_ROUNDS and BENCH_SAMPLES set the number of measurements.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes, without a backtrace.
            eprintln!("\nError: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        Some("demo") => demo::run(rest),
        Some("test") => test::run(rest),
        Some("fuzz") => fuzz::run(rest),
        Some("bench") => bench::run(rest),
        Some("www") => www::run(rest),
        Some("build") => {
            build::package()?;
            emulator_package::package().map(|_| ())
        }
        Some("pack") => pack::run(rest),
        Some("release") => release::run(rest),
        Some("docs") => docs::run(rest),
        Some("messages") => messages::run(rest),
        Some("generate") => generate::run(rest),
        Some("lint") => lint::run(),
        Some("floors") => floors::look(rest),
        Some("wording") => wording::look(rest),
        Some("supply") => supply::check(rest),
        Some("sbom") => supply::bill(),
        Some("doctor") => doctor::run(),
        None | Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("There is no command {other}.\n\n{HELP}"),
    }
}
