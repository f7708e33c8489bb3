//! `cargo xtask generate`: writes facts of the core and the package into types, documents and tests.
//!
//! Some files are generated whole. In others, regions are, between `<!-- generated: NAME -->` and `<!-- generated end -->`
//! (in TypeScript, `// generated: NAME` and `// generated end`). In documents, values are, between `<!-- =NAME -->` and
//! `<!-- = -->`, within one line.

pub mod catalog;
mod constants;
mod duration;
mod frameworks;
mod manifest;
mod markdown;
mod marked;
mod page;
mod phrases;
mod typescript;

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::{place, step};
use catalog::Catalog;
use marked::Marked;
use phrases::Phrases;

/// The sources that may have marks, as `git ls-files` takes them.
const SOURCES: [&str; 4] = ["pkg/lib/*.js", "pkg/cli/*.js", "emulator/src/*.rs", "www/page/*.js"];

/// The documents, the types and the package's entry, which may have marks too.
const TEXTS: [&str; 3] = ["*.md", "pkg/*.d.ts", "pkg/index.js"];

/// Writes every file that differs, and prints its name.
pub fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("cargo xtask generate takes no arguments.");
    }
    let core = catalog::core()?;
    write(outdated(of_core(&core)?))?;
    // A fact of the package may depend on a generated file.
    for _ in 0..3 {
        let catalog = Catalog::with(core.clone())?;
        let files = outdated(of_both(&catalog)?);
        if files.is_empty() {
            return Ok(());
        }
        write(files)?;
    }
    bail!("The generated files do not converge: each run changes files again.")
}

/// Fails if generating would change a file.
pub fn check() -> Result<()> {
    let core = catalog::core()?;
    let mut files = outdated(of_core(&core)?);
    // The package may not load with outdated files.
    if files.is_empty() {
        files = outdated(of_both(&Catalog::with(core)?)?);
    }
    let names: Vec<String> = files.into_iter().map(|(name, _)| name).collect();
    if !names.is_empty() {
        bail!("These files are out of date: {}. Run cargo xtask generate.", names.join(", "));
    }
    println!("Generated files are up to date.");
    Ok(())
}

/// Names of files, with their new text.
type Files = Vec<(String, String)>;

/// The files that need only the core's facts. Loading the package needs them.
fn of_core(core: &Value) -> Result<Files> {
    let mut files = vec![
        ("docs/errors.md".to_owned(), markdown::errors(core)?),
        ("pkg/cli/defaults.js".to_owned(), typescript::defaults(core)?),
        ("pkg/lib/platform/pauses.js".to_owned(), constants::pauses(core)?),
        ("pkg/lib/page/texts.js".to_owned(), page::texts(core)?),
        ("tests/js/generated/codes.json".to_owned(), typescript::codes(core)?),
    ];
    let marked = Marked::of_core(core)?;
    for name in names(&SOURCES)? {
        let text = marked.fill(&read(&name)?).with_context(|| name.clone())?;
        files.push((name, text));
    }
    marked.all_used()?;
    Ok(files)
}

/// The other generated files.
fn of_both(catalog: &Catalog) -> Result<Files> {
    let mut files =
        vec![("tests/js/generated/options.d.ts".to_owned(), typescript::option_names(catalog)?)];
    let marked = Marked::new(catalog)?;
    let phrases = Phrases::new(&catalog.core)?;
    for name in names(&TEXTS)? {
        let text = marked.fill(&read(&name)?).with_context(|| name.clone())?;
        let text = if name.ends_with(".d.ts") { phrases.fill(&text)? } else { text };
        files.push((name, text));
    }
    for name in names(&manifest::FILES)? {
        let text = manifest::versions(&name, &read(&name)?, catalog.node()?);
        let text = if name == manifest::OF_PACKAGE { manifest::exports(&text)? } else { text };
        files.push((name, text));
    }
    marked.all_used()?;
    phrases.all_found()?;
    Ok(files)
}

/// The files whose text differs.
fn outdated(mut files: Files) -> Files {
    files.retain(|(name, text)| read(name).ok().as_ref() != Some(text));
    files
}

fn write(files: Files) -> Result<()> {
    for (name, text) in files {
        fs::write(place::root().join(&name), text)?;
        println!("{name}");
    }
    Ok(())
}

/// The names of these files.
fn names(paths: &[&str]) -> Result<Vec<String>> {
    let mut git = step::program("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]).args(paths);
    let names = step::output(&mut git).context("git cannot list the documents")?;
    Ok(names.lines().filter(|name| place::root().join(name).is_file()).map(str::to_owned).collect())
}

fn read(name: &str) -> Result<String> {
    fs::read_to_string(place::root().join(name)).with_context(|| name.to_owned())
}
