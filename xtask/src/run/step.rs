//! Runs programs, with progress for a person, and with their output after a failure.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::run::place;

/// Cargo and rustup set variables for their children, which are wrong for other builds.
static OF_CARGO: LazyLock<Vec<OsString>> = LazyLock::new(|| {
    let of_cargo = |name: &OsString| {
        let text = name.to_string_lossy();
        text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_")
            || ["CARGO", "RUSTC", "RUSTDOC", "LD_LIBRARY_PATH"].contains(&text.as_ref())
    };
    std::env::vars_os().map(|(name, _)| name).filter(of_cargo).collect()
});

/// A program with a clean environment, in the repository.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    for name in OF_CARGO.iter() {
        command.env_remove(name);
    }
    command.current_dir(place::root());
    command
}

/// Installs something if it is missing. Installs run one at a time, so that nothing is installed twice.
pub fn install<T>(
    is_there: impl Fn() -> Result<Option<T>>,
    how: impl FnOnce() -> Result<T>,
) -> Result<T> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    if let Some(there) = is_there()? {
        return Ok(there);
    }
    let _turn = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    match is_there()? {
        Some(there) => Ok(there),
        None => how(),
    }
}

/// What a program prints, if it runs and succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Runs a long step. Prints its name and usual duration, then its progress. Writes the output to a log, and prints the end
/// of the log if the step fails.
pub fn run(what: &str, usually: &str, command: &mut Command) -> Result<()> {
    let logs = place::target().join("logs");
    fs::create_dir_all(&logs)?;
    let name: String =
        what.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let log = logs.join(format!("{name}.log"));
    println!("· {what} ({usually})");
    let file = File::create(&log)?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let begun = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{what}: cannot start {command:?}"))?;
    let mut told = begun;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if told.elapsed() > Duration::from_secs(20) {
            told = Instant::now();
            println!("  … {what}, {} s: {}", begun.elapsed().as_secs(), last_line(&log));
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    if status.success() {
        return Ok(());
    }
    println!("{}", tail(&log, 60));
    bail!("{what} failed ({status}).\n  Its whole output is in {}.", log.display())
}

pub fn tail(log: &Path, lines: usize) -> String {
    let text =
        fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

fn last_line(log: &Path) -> String {
    tail(log, 1).chars().filter(|c| !c.is_control()).take(90).collect()
}

/// Runs a step once for each `key`. The stamp is written last, so that an interrupted step is repeated.
pub fn once(stamp: &str, key: &str, step: impl FnOnce() -> Result<()>) -> Result<()> {
    let file = place::target().join("stamps").join(stamp);
    if fs::read_to_string(&file).is_ok_and(|have| have == key) {
        return Ok(());
    }
    step()?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(&file)?.write_all(key.as_bytes())?;
    Ok(())
}

/// Forgets a stamp, so that the step runs again.
pub fn forget(stamp: &str) {
    let _ = fs::remove_file(place::target().join("stamps").join(stamp));
}

/// A fingerprint of files, by content; folders are walked.
pub fn fingerprint(paths: &[impl AsRef<Path>]) -> Result<String> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    for path in paths {
        visit(&place::root().join(path), &mut |file| {
            file.hash(&mut hasher);
            fs::read(file).unwrap_or_default().hash(&mut hasher);
        })?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn visit(path: &Path, see: &mut impl FnMut(&Path)) -> Result<()> {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path)?.collect::<std::io::Result<_>>()?;
        entries.sort_by_key(|entry| entry.path());
        for entry in entries {
            visit(&entry.path(), see)?;
        }
    } else if path.is_file() {
        see(path);
    }
    Ok(())
}
