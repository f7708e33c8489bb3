//! The texts of the core's tables, from the catalog, each in the words of every surface.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::scan::files;
use crate::generate::catalog::{Catalog, list, text};
use crate::run::{place, step};
use crate::source;

/// The groups of the catalog, each text in the words of every surface where these differ.
pub fn groups(catalog: &Catalog) -> Result<Vec<(String, String)>> {
    let in_rust = in_rust()?;
    let mut entries: Vec<(&str, String, Vec<String>)> = Vec::new();
    for code in list(&catalog.core, "codes")? {
        let mut texts = vec![text(code, "meaning")?.to_owned(), text(code, "remedy")?.to_owned()];
        causes(&mut texts, &code["causes"])?;
        entries.push(("Error codes", text(code, "name")?.to_owned(), texts));
    }
    for word in list(&catalog.core, "words")? {
        let mut texts = Vec::new();
        causes(&mut texts, &word["causes"])?;
        let name = format!("{} → {}", text(word, "name")?, text(word, "code")?);
        entries.push(("Docusign's error words", name, texts));
    }
    for obstacle in list(&catalog.core, "obstacles")? {
        let mut texts = Vec::new();
        causes(&mut texts, &obstacle["causes"])?;
        entries.push((
            "Obstacles between the program and Docusign",
            text(obstacle, "name")?.to_owned(),
            texts,
        ));
    }
    for fault in list(&catalog.core, "faults")? {
        let texts = vec![text(fault, "meaning")?.to_owned(), text(fault, "remedy")?.to_owned()];
        entries.push(("Findings of doctor", text(fault, "name")?.to_owned(), texts));
    }
    let all: BTreeSet<&String> = entries.iter().flat_map(|(_, _, texts)| texts).collect();
    let in_flags = in_flags(&all)?;
    let mut groups: Vec<(String, String)> = Vec::new();
    for (title, name, texts) in &entries {
        if groups.last().is_none_or(|(last, _)| last != title) {
            groups.push(((*title).to_owned(), String::new()));
        }
        let Some((_, listing)) = groups.last_mut() else { continue };
        writeln!(listing, "{name}")?;
        for text in texts {
            writeln!(listing, "  {text}")?;
            for (surface, wording) in [("command line", &in_flags), ("Rust", &in_rust)] {
                if let Some(other) = wording.get(text).filter(|other| *other != text) {
                    writeln!(listing, "    {surface}: {other}")?;
                }
            }
        }
    }
    Ok(groups)
}

/// The causes of an entry, each followed by its remedy.
fn causes(texts: &mut Vec<String>, causes: &Value) -> Result<()> {
    for one in causes.as_array().context("the catalog has an entry without a list of causes")? {
        texts.push(text(one, "cause")?.to_owned());
        texts.push(text(one, "remedy")?.to_owned());
    }
    Ok(())
}

/// Texts as the command line words them.
fn in_flags(texts: &BTreeSet<&String>) -> Result<BTreeMap<String, String>> {
    let mut node = step::program("node");
    node.args(["--no-warnings", "xtask/catalog/in_flags.mjs"]);
    let mut node = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = node.stdin.take().context("Node has no stdin")?;
    let input = serde_json::to_vec(texts)?;
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = node.wait_with_output()?;
    writer.join().ok().context("the writer to Node failed")??;
    ensure!(output.status.success(), "xtask/catalog/in_flags.mjs failed");
    let worded: Vec<String> = serde_json::from_slice(&output.stdout)?;
    ensure!(worded.len() == texts.len(), "xtask/catalog/in_flags.mjs lost texts");
    Ok(texts.iter().map(|text| (*text).clone()).zip(worded).collect())
}

/// The texts of JavaScript in `{ js: "…", rust: "…" }`, with those of Rust.
fn in_rust() -> Result<BTreeMap<String, String>> {
    let mut pairs = BTreeMap::new();
    for file in files(&place::root().join("src"))? {
        for text in source::texts("a.rs", &fs::read_to_string(&file)?)? {
            let in_rust = text.rust.as_deref().map(source::shown);
            pairs.extend(in_rust.map(|rust| (source::shown(&text.parts), rust)));
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_two_surfaces_is_shown_for_both() {
        let pairs = in_rust().unwrap();
        assert!(pairs.len() > 10);
        assert!(pairs.values().any(|text| text.contains("Environment::demo()")));
    }
}
