//! The browsers that tests run in, and their drivers: found, or installed by apt and cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{step, tools};

pub struct Browser {
    pub name: &'static str,
    /// Names its program for tests and their drivers.
    pub variable: &'static str,
    programs: &'static [&'static str],
    packages: &'static [&'static str],
}

pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CHROME",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    packages: &["chromium", "chromium-driver"],
};
pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    programs: &["firefox-esr", "firefox"],
    packages: &["firefox-esr"],
};
pub const ALL: [Browser; 2] = [CHROMIUM, FIREFOX];

impl Browser {
    /// The browser, if it is there.
    pub fn find(&self) -> Option<PathBuf> {
        find(self.variable, self.programs)
    }

    /// The browser; installed if this is Debian and we may.
    pub fn ensure(&self) -> Result<PathBuf> {
        if let Some(program) = self.find() {
            return Ok(program);
        }
        self.install()?;
        self.find().with_context(|| format!("apt installed {}, but it is not on PATH", self.name))
    }

    fn install(&self) -> Result<()> {
        let packages = self.packages.join(" ");
        let is_root = step::output(Command::new("id").arg("-u")).as_deref() == Some("0");
        if !is_root || !Path::new("/etc/debian_version").is_file() {
            bail!(
                "{} is missing, and tests run in it. Install it: on Debian `sudo apt-get install {packages}`; \
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

/// Chromium's driver, if it is there.
pub fn find_chromedriver() -> Option<PathBuf> {
    find("CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"])
}

/// Chromium's driver, which comes with it.
pub fn chromedriver() -> Result<PathBuf> {
    if let Some(driver) = find_chromedriver() {
        return Ok(driver);
    }
    CHROMIUM.install().context("chromedriver is missing; CHROMEDRIVER may name it")?;
    find_chromedriver().context("apt installed chromium-driver, but chromedriver is not on PATH")
}

/// Firefox's driver, which is a crate.
pub fn geckodriver() -> Result<PathBuf> {
    match find("GECKODRIVER", &["geckodriver"]) {
        Some(driver) => Ok(driver),
        None => tools::GECKODRIVER.ensure(),
    }
}

fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| names.iter().find_map(|name| on_path(name)))
}

pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
