//! Programs that tests and benchmarks need and that Debian has: found, or installed by apt.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::step;

pub struct Program {
    pub name: &'static str,
    /// Names the program: for us where it stands elsewhere, and for the tests.
    pub variable: &'static str,
    pub programs: &'static [&'static str],
    pub packages: &'static [&'static str],
}

pub const REDIS: Program = Program {
    name: "Redis",
    variable: "REDIS_SERVER",
    programs: &["redis-server"],
    packages: &["redis-server"],
};

pub const PYTHON: Program = Program {
    name: "Python",
    variable: "PYTHON",
    programs: &["python3"],
    packages: &["python3", "python3-pip"],
};

pub const ZSH: Program =
    Program { name: "zsh", variable: "ZSH", programs: &["zsh"], packages: &["zsh"] };

pub const FISH: Program =
    Program { name: "fish", variable: "FISH", programs: &["fish"], packages: &["fish"] };

pub const VALGRIND: Program = Program {
    name: "valgrind",
    variable: "VALGRIND",
    programs: &["valgrind"],
    packages: &["valgrind", "libc6-dbg"],
};

impl Program {
    /// The program, if it is there.
    pub fn find(&self) -> Option<PathBuf> {
        find(self.variable, self.programs)
    }

    /// The program; installed if this is Debian and we may.
    pub fn ensure(&self) -> Result<PathBuf> {
        step::install(
            || Ok(self.find()),
            || {
                self.install()?;
                self.find()
                    .with_context(|| format!("apt installed {}, but it is not on PATH", self.name))
            },
        )
    }

    pub fn install(&self) -> Result<()> {
        let packages = self.packages.join(" ");
        let is_root = step::output(Command::new("id").arg("-u")).as_deref() == Some("0");
        if !is_root || !Path::new("/etc/debian_version").is_file() {
            bail!(
                "{} is missing, and this needs it. Install it: on Debian `sudo apt-get install {packages}`; \
                 or name its program in the variable {}.",
                self.name,
                self.variable
            );
        }
        let mut update = step::program("apt-get");
        update.arg("update");
        step::run("Debian's package lists", "a quarter of a minute", &mut update)?;
        let mut install = step::program("apt-get");
        install.args(["install", "-y", "--no-install-recommends"]).args(self.packages);
        install.env("DEBIAN_FRONTEND", "noninteractive");
        step::run(&format!("{}, by apt", self.name), "a minute, once", &mut install)
    }
}

pub fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| names.iter().find_map(|name| on_path(name)))
}

pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
