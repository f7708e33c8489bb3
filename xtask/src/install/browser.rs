//! The browsers that tests run in, and their drivers: found, or installed by apt and cargo.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::install::debian::{Program, find};
use crate::install::tools;
use crate::run::step;

pub const CHROMIUM: Program = Program {
    name: "Chromium",
    variable: "CHROME",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    packages: &["chromium", "chromium-driver"],
};
pub const FIREFOX: Program = Program {
    name: "Firefox",
    variable: "FIREFOX",
    programs: &["firefox-esr", "firefox"],
    packages: &["firefox-esr"],
};
pub const ALL: [Program; 2] = [CHROMIUM, FIREFOX];

/// Chromium's driver, if it is there.
pub fn find_chromedriver() -> Option<PathBuf> {
    find("CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"])
}

/// Chromium's driver, which comes with it.
pub fn chromedriver() -> Result<PathBuf> {
    step::install(
        || Ok(find_chromedriver()),
        || {
            CHROMIUM.install().context("chromedriver is missing; CHROMEDRIVER may name it")?;
            find_chromedriver()
                .context("apt installed chromium-driver, but chromedriver is not on PATH")
        },
    )
}

/// Firefox's driver, which is a crate.
pub fn geckodriver() -> Result<PathBuf> {
    match find("GECKODRIVER", &["geckodriver"]) {
        Some(driver) => Ok(driver),
        None => tools::GECKODRIVER.ensure(),
    }
}
