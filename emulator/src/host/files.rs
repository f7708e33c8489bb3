//! Reads the configuration from a file, with key files next to it.

use std::path::Path;

use anyhow::{Context, Result};

use crate::state::{Config, key_name};

pub fn configuration(file: &Path) -> Result<Config> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the configuration {} cannot be read", file.display()))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let config = Config::read(&text, |name| {
        std::fs::read_to_string(folder.join(name))
            .with_context(|| format!("the key {} cannot be read", key_name(name)))
    });
    config.with_context(|| format!("the configuration {}", file.display()))
}
