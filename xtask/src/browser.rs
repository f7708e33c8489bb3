//! Chromium and its driver: found, or installed by apt.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step;

pub struct Browser {
    pub program: PathBuf,
    pub driver: PathBuf,
}

const PROGRAMS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// The browser, if it is there.
pub fn find() -> Option<Browser> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    let program = variable("CHROME").or_else(|| PROGRAMS.iter().find_map(|name| on_path(name)))?;
    let driver =
        variable("CHROMEDRIVER").or_else(|| DRIVERS.iter().find_map(|name| on_path(name)))?;
    Some(Browser { program, driver })
}

/// The browser; installed if this is Debian and we may.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    let is_root = step::output(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !is_root || !Path::new("/etc/debian_version").is_file() {
        bail!(
            "Chromium and chromedriver are missing, and the tests run in them. Install both: on Debian and \
             Ubuntu `sudo apt-get install chromium chromium-driver`, elsewhere Chrome and the chromedriver of \
             its version; or name them in the variables CHROME and CHROMEDRIVER."
        );
    }
    let mut update = step::program("apt-get");
    update.arg("update");
    step::run("Debian's package lists", "a quarter of a minute", &mut update)?;
    let mut install = step::program("apt-get");
    install.args(["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"]);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    step::run("Chromium and chromedriver, by apt", "a minute, once", &mut install)?;
    find().context("apt installed chromium and chromium-driver, but they are not on PATH")
}

pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
