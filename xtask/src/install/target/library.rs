//! The library sources of exactly this Rust: from a folder, from an archive, or from Debian.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{place, step};

/// The version of rustc, such as 1.95.0.
pub fn version() -> Result<String> {
    let text =
        step::output(step::program("rustc").arg("--version")).context("rustc does not run")?;
    text.split_whitespace().nth(1).map(str::to_owned).context("rustc --version printed no version")
}

/// The folder that has `library/`, of a folder or an archive that the user named.
pub fn unpacked(sources: &Path) -> Result<PathBuf> {
    if sources.is_dir() {
        return find_library(sources);
    }
    let folder = work()?.join("given");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut command = step::program("tar");
    command.arg("-xf").arg(sources).arg("-C").arg(&folder);
    step::run("Rust library sources from RUST_STD_SRC", "seconds", &mut command)?;
    find_library(&folder)
}

/// The folder for all work on the target.
pub fn work() -> Result<PathBuf> {
    let folder = place::target().join("rust-std");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The folder with `std/Cargo.toml` in it, not far below `folder`.
fn find_library(folder: &Path) -> Result<PathBuf> {
    let mut level = vec![folder.to_path_buf()];
    for _ in 0..8 {
        let mut next = Vec::new();
        for folder in level {
            if folder.join("std/Cargo.toml").is_file() && folder.join("core").is_dir() {
                return Ok(folder);
            }
            let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
            next.extend(
                entries
                    .map(|entry| entry.path())
                    .filter(|path| path.is_dir() && !path.is_symlink()),
            );
        }
        level = next;
    }
    bail!("{} has no library/std in it", folder.display())
}

/// Debian's package rust-src of exactly this version, without touching the system's own apt.
pub fn from_debian() -> Result<PathBuf> {
    let version = version()?;
    let mirror = debian_mirror().context("this is not Debian with apt")?;
    let folder = work()?.join("apt");
    for sub in ["lists/partial", "cache/archives/partial", "download"] {
        fs::create_dir_all(folder.join(sub))?;
    }
    let suites = ["trixie-backports", "trixie", "forky", "sid", "bookworm-backports"];
    for suite in suites {
        let list = folder.join("sources.list");
        fs::write(&list, format!("deb {SIGNED} {mirror} {suite} main\n"))?;
        let update = step::run(
            &format!("Debian's package list of {suite}"),
            "a quarter of a minute",
            apt(&folder, "apt-get").args(["update"]),
        );
        if update.is_err() {
            continue;
        }
        let Some(found) = candidate(&folder, &version) else { continue };
        let mut download = apt(&folder, "apt-get");
        download.args(["download", &format!("rust-src={found}")]);
        download.current_dir(folder.join("download"));
        step::run(&format!("Debian's package rust-src {found}"), "seconds", &mut download)?;
        return unpack_package(&folder);
    }
    bail!("no suite of Debian has rust-src {version}")
}

const SIGNED: &str = "[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]";

/// The newest package that is of this version of Rust.
fn candidate(folder: &Path, version: &str) -> Option<String> {
    let text = step::output(apt(folder, "apt-cache").args(["madison", "rust-src"]))?;
    let mut versions = text.lines().filter_map(|line| line.split('|').nth(1)).map(str::trim);
    versions
        .find(|found| {
            found
                .strip_prefix(version)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        })
        .map(str::to_owned)
}

fn apt(folder: &Path, name: &str) -> Command {
    let mut command = step::program(name);
    let option = |key: &str, value: PathBuf| format!("{key}={}", value.display());
    for (key, value) in [
        ("Dir::Etc::sourcelist", folder.join("sources.list")),
        ("Dir::Etc::sourceparts", folder.join("no-parts")),
        ("Dir::State::lists", folder.join("lists")),
        ("Dir::Cache", folder.join("cache")),
    ] {
        command.args(["-o", &option(key, value)]);
    }
    command.args(["-o", "APT::Get::List-Cleanup=0", "-o", "APT::Sandbox::User=root"]);
    command.args(["-o", "Acquire::Languages=none"]);
    command
}

fn unpack_package(folder: &Path) -> Result<PathBuf> {
    let downloads = fs::read_dir(folder.join("download"))?.flatten().map(|entry| entry.path());
    let package = downloads
        .filter(|path| path.extension().is_some_and(|end| end == "deb"))
        .max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok())
        .context("apt-get download left no package")?;
    let unpacked = folder.join("unpacked");
    let _ = fs::remove_dir_all(&unpacked);
    let mut command = step::program("dpkg-deb");
    command.arg("-x").arg(&package).arg(&unpacked);
    step::run("Unpacking rust-src", "seconds", &mut command)?;
    find_library(&unpacked)
}

/// The mirror that the system itself uses.
fn debian_mirror() -> Option<String> {
    let parts = fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = parts.map(|entry| entry.path()).collect();
    files.push(PathBuf::from("/etc/apt/sources.list"));
    // apt reads no others.
    let read =
        |file: &PathBuf| file.extension().is_some_and(|end| end == "list" || end == "sources");
    files.retain(read);
    files.sort();
    let texts: Vec<String> =
        files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
    mirror_in(&texts.join("\n\n"))
}

/// The mirror of Debian that lists of apt name, in either of their two formats.
fn mirror_in(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let addresses = lines.flat_map(|line| {
        let wanted = line.starts_with("URIs:") || line.starts_with("deb ");
        line.split_whitespace().filter(move |word| wanted && word.contains("://"))
    });
    // A mirror's address ends in the archive's name; other archives are of single programs, or of Debian's security.
    let is_mirror = |address: &&str| address.trim_end_matches('/').ends_with("/debian");
    addresses.into_iter().find(is_mirror).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_mirror_in_both_formats() {
        let old = "# deb http://old.example/debian x main\ndeb [a=b] http://m.example/debian bookworm main\n";
        assert_eq!(mirror_in(old).as_deref(), Some("http://m.example/debian"));
        let new = "Types: deb\n# http://snapshot.example/x\nURIs: http://n.example/debian\nSuites: bookworm\n";
        assert_eq!(mirror_in(new).as_deref(), Some("http://n.example/debian"));
        assert_eq!(mirror_in("URIs: http://m.example/debian-security\n"), None);
        let other = "deb [a=b] https://deb.node.example/node_20.x nodistro main\n\nURIs: http://m.example/debian/";
        assert_eq!(mirror_in(other).as_deref(), Some("http://m.example/debian/"));
        assert_eq!(mirror_in(""), None);
    }
}
