//! Programs from crates.io, in exact versions, installed for this project only.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::run::{place, step};

pub struct Tool {
    pub name: &'static str,
    pub package: &'static str,
    /// None where it must equal that of the crate in Cargo.lock.
    pinned: Option<&'static str>,
    /// Time to build it counts for more than its speed, which only one has use for that reads megabytes.
    opt_level: &'static str,
}

pub const WASM_BINDGEN: Tool =
    Tool { name: "wasm-bindgen", package: "wasm-bindgen-cli", pinned: None, opt_level: "1" };
pub const WASM_PACK: Tool =
    Tool { name: "wasm-pack", package: "wasm-pack", pinned: Some("0.15.1"), opt_level: "0" };
pub const CARGO_FUZZ: Tool =
    Tool { name: "cargo-fuzz", package: "cargo-fuzz", pinned: Some("0.13.2"), opt_level: "0" };
pub const CARGO_DENY: Tool =
    Tool { name: "cargo-deny", package: "cargo-deny", pinned: Some("0.20.2"), opt_level: "0" };
pub const CARGO_CYCLONEDX: Tool = Tool {
    name: "cargo-cyclonedx",
    package: "cargo-cyclonedx",
    pinned: Some("0.5.9"),
    opt_level: "0",
};
pub const GECKODRIVER: Tool =
    Tool { name: "geckodriver", package: "geckodriver", pinned: Some("0.37.1"), opt_level: "0" };

impl Tool {
    pub fn version(&self) -> Result<String> {
        match self.pinned {
            Some(version) => Ok(version.to_owned()),
            None => locked(self.name).context("Cargo.lock has no crate of this tool"),
        }
    }

    pub fn path(&self) -> PathBuf {
        place::tools().join("bin").join(self.name)
    }

    /// Whether the right version is there.
    pub fn is_there(&self) -> Result<bool> {
        let version = step::output(step::program(self.path()).arg("--version"));
        let wanted = self.version()?;
        Ok(version.is_some_and(|text| text.split_whitespace().any(|word| word == wanted)))
    }

    /// Sees to it that the right version is there.
    pub fn ensure(&self) -> Result<PathBuf> {
        let there = || Ok(self.is_there()?.then(|| self.path()));
        step::install(there, || self.install())
    }

    fn install(&self) -> Result<PathBuf> {
        let version = self.version()?;
        let mut command = step::program("cargo");
        command.args(["install", self.package, "--force", "--version", &format!("={version}")]);
        command.arg("--root").arg(place::tools());
        command.arg("--target-dir").arg(place::target().join("tools-build"));
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level);
        command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.env_remove("RUSTFLAGS").current_dir(std::env::temp_dir());
        let what = format!("{} {version}", self.package);
        step::run(&what, "2 to 4 minutes, once", &mut command)?;
        Ok(self.path())
    }
}

/// The version of a package in Cargo.lock.
fn locked(package: &str) -> Option<String> {
    let lock = std::fs::read_to_string(place::root().join("Cargo.lock")).ok()?;
    version_in(&lock, package)
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }
}
