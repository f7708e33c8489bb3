//! `cargo xtask bench`: what it costs, by section. To add one, add a line and a script in `benches/`.

use anyhow::{Result, bail};

use crate::{pack, place, step};

/// What is measured together: its name, and the script that Node runs on the packed package.
struct Section {
    name: &'static str,
    script: &'static str,
    /// Flags for Node.
    flags: &'static [&'static str],
}

const SECTIONS: &[Section] = &[
    Section { name: "cache", script: "cache.mjs", flags: &["--expose-gc"] },
    Section { name: "stores", script: "stores.mjs", flags: &[] },
];

/// Runs the sections named, or all. A figure above its limit is an error.
pub fn run(names: &[String]) -> Result<()> {
    for name in names {
        if !SECTIONS.iter().any(|section| section.name == name) {
            let known: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
            bail!("There is no section {name}; there are {}.", known.join(", "));
        }
    }
    pack::tarball()?;
    let chosen = SECTIONS
        .iter()
        .filter(|section| names.is_empty() || names.iter().any(|name| name == section.name));
    let mut missed = Vec::new();
    for section in chosen {
        println!("\n{}", section.name);
        let mut node = step::program("node");
        node.args(section.flags).arg(place::root().join("benches").join(section.script));
        if !node.status()?.success() {
            missed.push(section.name);
        }
    }
    if !missed.is_empty() {
        bail!("A limit was missed, or the measurement failed, in: {}.", missed.join(", "));
    }
    Ok(())
}
