//! `cargo xtask fuzz`: the targets in `fuzz/`, by cargo-fuzz. They run on stable Rust without a sanitizer: the crate
//! forbids `unsafe`, so the targets look for panics, overflows, time, memory, and secrets in messages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::install::{debian, tools};
use crate::run::{place, step};

/// The maximum length of an input, in bytes: a key of 8192 bits in base64 is shorter.
const LONGEST: &str = "8192";

struct Limits {
    runs: Option<u64>,
    seconds: Option<u64>,
}

/// Runs the named targets, or all, each for a number of executions or seconds.
pub fn run(arguments: &[String]) -> Result<()> {
    let known = targets()?;
    let mut names = Vec::new();
    let mut limits = Limits { runs: None, seconds: None };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = || -> Result<u64> {
            let text = rest.next().with_context(|| format!("{argument} needs a number"))?;
            text.parse().with_context(|| format!("{argument} needs a number, and not {text}"))
        };
        match argument.as_str() {
            "--runs" => limits.runs = Some(number()?),
            "--seconds" => limits.seconds = Some(number()?),
            name if known.iter().any(|known| known == name) => names.push(name.to_owned()),
            other => bail!("There is no target {other}; there are {}.", known.join(", ")),
        }
    }
    if limits.runs.is_none() && limits.seconds.is_none() {
        limits.seconds = Some(60);
    }
    let names = if names.is_empty() { known } else { names };
    build()?;
    let mut total = 0;
    for name in &names {
        let begun = Instant::now();
        let executions = one(name, &limits)?;
        let seconds = begun.elapsed().as_secs_f64();
        total += executions;
        println!("│ {name}: {executions} executions in {seconds:.0} s");
    }
    println!("│ {total} executions, no finding");
    // The closing line that `cargo xtask test` counts.
    println!("ran {} targets", names.len());
    Ok(())
}

/// The targets: one for each file.
fn targets() -> Result<Vec<String>> {
    let entries = fs::read_dir(place::root().join("fuzz/targets"))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

fn build() -> Result<()> {
    if !["c++", "g++", "clang++"].iter().any(|name| debian::on_path(name).is_some()) {
        bail!("Fuzzing needs a C++ compiler, for libFuzzer. On Debian: apt-get install g++.");
    }
    let mut cargo = cargo_fuzz("build")?;
    step::run("The fuzz targets", "two minutes, once", &mut cargo)
}

/// Runs one target, and returns how many executions there were.
fn one(name: &str, limits: &Limits) -> Result<u64> {
    let place = place::target().join("fuzz");
    let (corpus, found) = (place.join("corpus").join(name), place.join("findings").join(name));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&found)?;
    let mut command = step::program(program(name)?);
    command.arg(&corpus).arg(place::root().join("fuzz/corpus").join(name));
    command.arg(format!("-artifact_prefix={}/", found.display()));
    command.args(["-rss_limit_mb=1024", "-timeout=5", "-print_final_stats=1"]);
    command.arg(format!("-max_len={LONGEST}"));
    command.args(limits.runs.map(|runs| format!("-runs={runs}")));
    command.args(limits.seconds.map(|seconds| format!("-max_total_time={seconds}")));
    let what = format!("Fuzz {name}");
    step::run(&what, "as long as it was told", &mut command).with_context(|| {
        format!("The input that does it is in {}; run the target with its path.", found.display())
    })?;
    let log = place::target().join("logs").join(format!("Fuzz-{}.log", name.replace('_', "-")));
    executions(&fs::read_to_string(log)?).context("libFuzzer told no number of executions")
}

fn executions(log: &str) -> Option<u64> {
    let line = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    line.trim().parse().ok()
}

/// The program of a target.
fn program(name: &str) -> Result<PathBuf> {
    let folders = fs::read_dir(place::target().join("fuzz"))?;
    let mut programs = folders.flatten().map(|folder| folder.path().join("release").join(name));
    programs.find(|path| path.is_file()).with_context(|| format!("{name} was not built"))
}

fn cargo_fuzz(command: &str) -> Result<Command> {
    let mut cargo = step::program(tools::CARGO_FUZZ.ensure()?);
    cargo.arg(command).args(["--sanitizer", "none", "--fuzz-dir"]).arg(Path::new("fuzz"));
    cargo.arg("--target-dir").arg(place::target().join("fuzz"));
    Ok(cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_number_of_executions() {
        let log =
            "Done 5 runs\nstat::number_of_executed_units: 123\nstat::average_exec_per_sec: 9\n";
        assert_eq!(executions(log), Some(123));
        assert_eq!(executions("#5 pulse"), None);
    }

    #[test]
    fn every_target_has_a_corpus_and_is_built() {
        let manifest = fs::read_to_string(place::root().join("fuzz/Cargo.toml")).unwrap();
        for name in targets().unwrap() {
            assert!(
                manifest.contains(&format!("name = \"{name}\"")),
                "{name} is not in Cargo.toml"
            );
            assert!(place::root().join("fuzz/corpus").join(&name).is_dir(), "{name} has no corpus");
        }
    }
}
