//! `cargo xtask test`: runs the suites, and prints a summary.

pub mod floors;
pub mod fuzz;
mod lanes;
pub mod lint;
mod report;
mod suites;
pub mod wording;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use suites::{Kind, SUITES, Suite};

use crate::install::{browser, debian, npm, python, target, tools};
use crate::package::{emulator, emulator_package, pack, rust_worker};
use crate::run::{place, step};

/// Variables that select the long form of tests.
const LONG: [(&str, &str); 2] = [("DOCUSIGN_JWT_LONG", "1"), ("DOCUSIGN_JWT_PAIRS", "100000")];

/// Runs the named suites, or all that are not daily. With `--long`, runs all in their long form.
pub fn run(arguments: &[String]) -> Result<()> {
    let long = arguments.iter().any(|argument| argument == "--long");
    let names: Vec<&String> = arguments.iter().filter(|argument| *argument != "--long").collect();
    for name in &names {
        if !SUITES.iter().any(|suite| suite.name == *name) {
            let known: Vec<&str> = SUITES.iter().map(|suite| suite.name).collect();
            bail!("There is no suite {name}; there are {}.", known.join(", "));
        }
    }
    npm::ensure()?;
    let emulator = emulator::build()?;
    let tarballs = Tarballs { library: pack::tarball()?, emulator: emulator_package::tarball()? };
    let chosen: Vec<&Suite> = SUITES
        .iter()
        .filter(|suite| {
            let named = names.iter().any(|name| *name == suite.name);
            named || (names.is_empty() && (long || !suite.daily))
        })
        .collect();
    let outcomes: Mutex<BTreeMap<&str, Outcome>> = Mutex::default();
    lanes::run(chosen.clone(), |suite| {
        let begun = Instant::now();
        let _ = fs::remove_file(log_file(suite));
        let passed = run_suite(suite, &emulator, &tarballs, long);
        let seconds = begun.elapsed().as_secs();
        match &passed {
            Ok(count) => println!("✓ {}: {count} passed ({seconds} s)", suite.name),
            Err(error) => println!("✗ {}: {error:#}", suite.name),
        }
        let outcome = Outcome { passed: passed.ok(), seconds };
        outcomes.lock().unwrap_or_else(PoisonError::into_inner).insert(suite.name, outcome);
    });
    close(&chosen, &outcomes.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// The npm packages, as npm would publish them.
struct Tarballs {
    library: PathBuf,
    emulator: PathBuf,
}

struct Outcome {
    /// `None` if the suite failed.
    passed: Option<u64>,
    seconds: u64,
}

/// Prints what the suites want to be seen, and one line of what ran where; an error if one failed.
fn close(suites: &[&Suite], outcomes: &BTreeMap<&str, Outcome>) -> Result<()> {
    let told: String = suites.iter().map(|suite| report::summary(&log(suite))).collect();
    let mut parts = Vec::new();
    let mut failed = Vec::new();
    let mut total = 0;
    for suite in suites {
        match outcomes.get(suite.name) {
            Some(Outcome { passed: Some(count), seconds }) => {
                total += count;
                parts.push(format!("{count} in {} ({seconds} s)", suite.name));
            }
            _ => failed.push(suite.name),
        }
    }
    println!("{told}");
    println!("Ran {total} tests: {}.", parts.join(", "));
    println!("{total} passed, {} failed", failed.len());
    if !failed.is_empty() {
        bail!("These suites failed: {}.", failed.join(", "));
    }
    Ok(())
}

fn run_suite(suite: &Suite, emulator: &Path, tarballs: &Tarballs, long: bool) -> Result<u64> {
    let mut served = None;
    let mut command = match suite.kind {
        Kind::Cargo(arguments) => {
            let mut command = step::program("cargo");
            command.args(arguments);
            if long {
                // So many signatures are for optimized code.
                command.arg("--release");
            }
            command
        }
        Kind::Memcheck(profile) => memcheck(profile)?,
        Kind::WasmNode => {
            let mut command = wasm_pack(&["--node"])?;
            command.args(["--", "--features", "fetch", "--test", "wasm_node"]);
            command
        }
        Kind::WasmChrome => {
            let chromium = browser::CHROMIUM.ensure()?;
            let mut command = wasm_pack(&["--headless", "--chrome", "--chromedriver"])?;
            command.arg(browser::chromedriver()?).env(browser::CHROMIUM.variable, chromium);
            command.args(["--", "--features", "fetch", "--test", "wasm_browser"]);
            command
        }
        Kind::WasmFirefox => {
            browser::FIREFOX.ensure()?;
            let mut command = wasm_pack(&["--headless", "--firefox", "--geckodriver"])?;
            command.arg(browser::geckodriver()?).env("MOZ_HEADLESS", "1");
            command.args(["--", "--features", "fetch", "--test", "wasm_browser"]);
            command
        }
        Kind::Script(name) => script(name),
        Kind::BrowserScript(name) => {
            let mut command = script(name);
            for browser in browser::ALL {
                command.env(browser.variable, browser.ensure()?);
            }
            command.env("CHROMEDRIVER", browser::chromedriver()?);
            command.env("GECKODRIVER", browser::geckodriver()?);
            command
        }
        Kind::NodeTests(folder) => node_tests(folder, &[])?,
        Kind::TerminalTests(folder) => {
            let mut command = node_tests(folder, &[])?;
            for program in [debian::PYTHON, debian::ZSH, debian::FISH] {
                command.env(program.variable, program.ensure()?);
            }
            command
        }
        Kind::FrameworkTests(folder) => {
            let mut command = node_tests(folder, &["--test-concurrency=1"])?;
            command.env("FRAMEWORKS", npm::ensure_frameworks(long)?);
            command
        }
        Kind::RedisScript(name) => {
            let mut command = script(name);
            command.env(debian::REDIS.variable, debian::REDIS.ensure()?);
            command
        }
        Kind::PythonTests(folder) => {
            let mut command = node_tests(folder, &["--test-concurrency=1", "--test-force-exit"])?;
            command.env(browser::CHROMIUM.variable, browser::CHROMIUM.ensure()?);
            command.env(debian::PYTHON.variable, debian::PYTHON.ensure()?);
            command.env("PYTHON_PACKAGES", python::ensure(&format!("{folder}/python"))?);
            command
        }
        Kind::RustWorkerTests(folder) => {
            rust_worker::build()?;
            node_tests(folder, &[])?
        }
        Kind::Xtask(arguments) => {
            let mut command = step::program(std::env::current_exe()?);
            command.args(arguments);
            command
        }
        Kind::ChromiumTests(folder) => {
            // One browser at a time; open handles of a failed test must not block the suite.
            let more = ["--test-concurrency=1", "--test-force-exit"];
            let mut command = node_tests(folder, &more)?;
            command.env(browser::CHROMIUM.variable, browser::CHROMIUM.ensure()?);
            command
        }
    };
    if matches!(suite.kind, Kind::WasmNode | Kind::WasmChrome | Kind::WasmFirefox) {
        let (server, address) = emulator::serve(emulator)?;
        command.env("DOCUSIGN_EMULATOR_URL", address);
        served = Some(server);
    }
    command.env("DOCUSIGN_EMULATOR", emulator).env("DOCUSIGN_TARBALL", &tarballs.library);
    command.env("DOCUSIGN_EMULATOR_TARBALL", &tarballs.emulator);
    if long {
        command.envs(LONG);
    }
    let outcome = step::run(&format!("Tests {}", suite.name), "up to two minutes", &mut command);
    if let Some(mut server) = served {
        let _ = server.kill();
        let _ = server.wait();
    }
    outcome?;
    let count = report::passed(&log(suite));
    if count == 0 {
        bail!("it ran no test");
    }
    Ok(count)
}

/// The signer as a profile has it compiled, with valgrind as what runs it.
fn memcheck(profile: &str) -> Result<Command> {
    let valgrind = debian::VALGRIND.ensure()?;
    let mut command = step::program("cargo");
    command.args(["test", "--profile", profile, "--package", "docusign-jwt", "--lib"]);
    command.arg("--target-dir").arg(place::target().join("constant-time"));
    command.args(["--", "constant_time", "--test-threads=1"]);
    command.env("RUSTFLAGS", "--cfg constant_time");
    let runner = format!("{} -q --error-limit=no", valgrind.display());
    command.env("CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER", runner);
    Ok(command)
}

fn script(name: &str) -> Command {
    let mut command = step::program("node");
    command.arg(place::root().join("tests/js/runtimes").join(name));
    command
}

fn node_tests(folder: &str, more: &[&str]) -> Result<Command> {
    let mut command = step::program("node");
    command.args(["--test", "--test-reporter=spec"]).args(more);
    let mut files: Vec<_> = fs::read_dir(place::root().join(folder))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    command.args(files);
    Ok(command)
}

fn wasm_pack(arguments: &[&str]) -> Result<Command> {
    target::ensure()?;
    let bindgen = tools::WASM_BINDGEN.ensure()?;
    let mut command = step::program(tools::WASM_PACK.ensure()?);
    command.arg("test").args(arguments);
    let tools = bindgen.parent().context("wasm-bindgen has no folder")?;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = [tools.to_path_buf(), place::root().join("node_modules/.bin")];
    let folders = folders.into_iter().chain(std::env::split_paths(&path));
    command.env("PATH", std::env::join_paths(folders)?).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(command)
}

fn log_file(suite: &Suite) -> PathBuf {
    place::target().join("logs").join(format!("Tests-{}.log", suite.name))
}

/// The output of a suite.
fn log(suite: &Suite) -> String {
    fs::read(log_file(suite))
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}
