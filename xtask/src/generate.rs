//! `cargo xtask generate`: writes facts of the core and the package into types, documents and tests.
//!
//! Some files are generated whole. In others, regions are, between `<!-- generated: NAME -->` and `<!-- generated end -->`
//! (in TypeScript, `// generated: NAME` and `// generated end`). In documents, values are, between `<!-- =NAME -->` and
//! `<!-- = -->`, within one line.

pub mod catalog;
mod duration;
mod frameworks;
mod markdown;
mod marked;
mod page;
mod typescript;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::run::{place, step};
use catalog::Catalog;
use marked::Marked;

/// Writes every file that differs, and prints its name.
pub fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("cargo xtask generate takes no arguments.");
    }
    // A fact of the package may depend on a generated file.
    for _ in 0..3 {
        let files = outdated()?;
        if files.is_empty() {
            return Ok(());
        }
        for (name, text) in files {
            fs::write(place::root().join(&name), text)?;
            println!("{name}");
        }
    }
    bail!("The generated files do not converge: each run changes files again.")
}

/// Fails if generating would change a file.
pub fn check() -> Result<()> {
    let names: Vec<String> = outdated()?.into_iter().map(|(name, _)| name).collect();
    if !names.is_empty() {
        bail!("These files are out of date: {}. Run cargo xtask generate.", names.join(", "));
    }
    println!("Generated files are up to date.");
    Ok(())
}

/// The outdated files, with their new text.
fn outdated() -> Result<Vec<(String, String)>> {
    let catalog = Catalog::ask()?;
    let mut files = vec![
        ("docs/errors.md".to_owned(), markdown::errors(&catalog.core)?),
        ("pkg/cli/defaults.js".to_owned(), typescript::defaults(&catalog.core)?),
        ("pkg/lib/page/texts.js".to_owned(), page::texts(&catalog.core)?),
        ("tests/js/generated/codes.json".to_owned(), typescript::codes(&catalog.core)?),
        ("tests/js/generated/options.d.ts".to_owned(), typescript::option_names(&catalog)?),
    ];
    let marked = Marked::new(&catalog)?;
    let whole: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    for name in texts()?.into_iter().filter(|name| !whole.contains(name)) {
        let text = read(&name)?;
        files.push((name.clone(), marked.fill(&text).with_context(|| name)?));
    }
    marked.all_used()?;
    files.retain(|(name, text)| read(name).ok().as_ref() != Some(text));
    Ok(files)
}

/// The documents and types of the repository, and the package's entry.
fn texts() -> Result<Vec<String>> {
    let mut git = step::program("git");
    git.args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "*.md",
        "pkg/*.d.ts",
        "pkg/index.js",
    ]);
    let names = step::output(&mut git).context("git cannot list the documents")?;
    Ok(names.lines().filter(|name| place::root().join(name).is_file()).map(str::to_owned).collect())
}

fn read(name: &str) -> Result<String> {
    fs::read_to_string(place::root().join(name)).with_context(|| name.to_owned())
}
