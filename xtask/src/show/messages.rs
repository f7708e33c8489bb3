//! `cargo xtask messages`: every text that a user can see, in groups. Tables give their texts through the catalog, the
//! command line its help; all other texts are string literals in the sources.

mod prose;
mod scan;
mod tables;

use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::generate::catalog::{Catalog, list};
use crate::run::listing;
use scan::SCANS;

pub fn run(words: &[String]) -> Result<()> {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let catalog = Catalog::ask()?;
    let mut groups = tables::groups(&catalog)?;
    groups.push(("Help of the command line".to_owned(), help(&catalog)?));
    for scan in SCANS {
        groups.push((scan.title.to_owned(), scan.listing()?));
    }
    let titles: Vec<String> = groups.iter().map(|(title, _)| title.clone()).collect();
    groups.retain(|(title, _)| {
        words.is_empty() || words.iter().any(|word| title.to_lowercase().contains(word.as_str()))
    });
    ensure!(
        !groups.is_empty(),
        "No group has such a title. The groups are: {}.",
        titles.join(", ")
    );
    let mut texts_of_all = String::new();
    for (title, texts) in groups {
        write!(texts_of_all, "\n# {title}\n\n{texts}")?;
    }
    listing::print(&texts_of_all);
    Ok(())
}

fn help(catalog: &Catalog) -> Result<String> {
    let helps = list(&catalog.package, "help")?;
    let texts: Option<Vec<&str>> = helps.iter().map(Value::as_str).collect();
    Ok(texts.context("the help of a command is not a text")?.join("\n\n") + "\n")
}
