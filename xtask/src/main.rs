//! `cargo xtask`: everything that building, testing and showing this project takes.

mod bench;
mod generate;
mod install;
mod package;
mod run;
mod show;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};
use package::{build, emulator_package, pack, release, supply};
use show::{demo, docs, doctor, messages, www};
use test::{floors, fuzz, lint, wording};

const HELP: &str = "\
cargo xtask COMMAND

  demo [--serve]   a Worker in a real runtime gets a token from the emulator; --serve keeps it running
  test [SUITE…]    all suites except the daily ones, or the named suites; counts the tests
  test --long …    all suites, for an hour: many calls under faults, many keys
  fuzz [TARGET…]   the fuzz targets, --runs N or --seconds N for each; 60 seconds if neither is given
  bench [SECTION…] performance against limits: cache, stores; sign, compared with other signers; instructions;
                   size of core.wasm; timing of secrets; builds with other options
  www [--emulator] [--listen ADDRESS]   the workbench, a page for keys, assertions, consent and errors; --emulator adds
                   the emulator for the whole flow; --build DIR writes the page for a static host
  build            the npm packages in pkg/ and emulator/npm/, complete
  pack             the tarball of the npm package; prints its path
  release          all packages into target/publish, from a clean tree at its tag; publishes nothing
  release --check  builds twice, in different folders, and compares the bytes
  docs             the reference of the crate and of the package, and all documents, as pages in target/docs
  messages [WORD…] every text that a user can see, in groups; with words, only the groups whose titles have one
  generate         writes facts of core and package into types, documents and tests
  lint             generated files, floors of imports, wording, Biome, TypeScript, clippy for native and wasm32
  floors CHECKOUT  the rooms and circles of another checkout
  wording [PATH…]  words to avoid and long sentences in documents, comments and messages
  supply           licenses, sources and lock files; with --online also known vulnerabilities
  sbom             the bill of materials in CycloneDX, into target/sbom
  doctor           installed and missing tools, and how to get them

Each command installs its tools once: the wasm32 target into the Rust toolchain, tools into
target/tools, npm packages into node_modules, and on Debian as root a browser. RUST_STD_SRC may name
library sources of this Rust (a folder or a .tar.xz) for a machine on which rustup cannot fetch the target.
BENCH_ROUNDS and BENCH_SAMPLES set how often benchmarks measure.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes; a backtrace of this program would tell nobody anything.
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
