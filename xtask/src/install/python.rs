//! Packages of Python, in exact versions, for this project only.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::install::debian;
use crate::run::{place, step};

/// Sees to it that what `requirements.txt` in a folder names is there, and returns where.
pub fn ensure(folder: &str) -> Result<PathBuf> {
    let requirements = place::root().join(folder).join("requirements.txt");
    let packages = place::tools().join("python");
    let key = step::fingerprint(&[&requirements])?;
    let mark = packages.join(".docusign-jwt");
    let python = debian::PYTHON.ensure()?;
    let is_there = || Ok(fs::read_to_string(&mark).is_ok_and(|have| have == key).then_some(()));
    step::install(is_there, || {
        let _ = fs::remove_dir_all(&packages);
        let mut pip = step::program(python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        pip.arg("--target").arg(&packages).arg("--requirement").arg(&requirements);
        step::run("Packages of Python", "half a minute, once", &mut pip)?;
        Ok(fs::write(&mark, &key)?)
    })?;
    Ok(packages)
}
