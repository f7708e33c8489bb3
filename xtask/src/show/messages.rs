//! `cargo xtask messages`: every text that a user can see, in groups. Tables give their texts through the catalog, the
//! command line its help; all other texts are string literals in the sources.

mod javascript;
mod page;
mod prose;
mod rust;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::generate::catalog::{Catalog, list, text};
use crate::run::{place, step};
use prose::Literal;

/// A group of texts from string literals.
struct Scan {
    title: &'static str,
    /// Files, and folders with all their files.
    places: &'static [&'static str],
    /// Files that the catalog or another group covers.
    except: &'static [&'static str],
}

const TABLES: [&str; 5] = [
    "src/error/code.rs",
    "src/error/cause.rs",
    "src/error/obstacle.rs",
    "src/error/word.rs",
    "src/diagnostics/diagnosis/fault.rs",
];

const SCANS: &[Scan] = &[
    Scan {
        title: "Warnings of inspectAssertion",
        places: &["src/diagnostics/assertion_report.rs", "src/diagnostics/assertion_report"],
        except: &[],
    },
    Scan { title: "Key errors", places: &["src/crypto", "pkg/lib/keys"], except: &[] },
    Scan {
        title: "Diagnosis and explanation",
        places: &["src/diagnostics"],
        except: &[
            "src/diagnostics/assertion_report.rs",
            "src/diagnostics/assertion_report",
            "src/diagnostics/diagnosis/fault.rs",
        ],
    },
    Scan {
        title: "Other errors of the core",
        places: &["src"],
        except: &["src/crypto", "src/diagnostics", "src/fuzzing.rs"],
    },
    Scan {
        title: "npm package",
        places: &["pkg/lib", "pkg/load", "pkg/stores", "pkg/index.js", "pkg/slim.js"],
        except: &["pkg/lib/keys"],
    },
    Scan { title: "Command line", places: &["pkg/cli"], except: &[] },
    Scan { title: "Workbench", places: &["www/page"], except: &[] },
    Scan { title: "Demo", places: &["examples/cloudflare-worker/demo.mjs"], except: &[] },
    Scan {
        title: "Emulator",
        places: &["emulator/src", "emulator/npm"],
        except: &[
            "emulator/npm/core.js",
            "emulator/npm/core-inline.js",
            "emulator/npm/fixtures.js",
        ],
    },
    Scan { title: "cargo xtask", places: &["xtask/src"], except: &[] },
];

pub fn run(words: &[String]) -> Result<()> {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let catalog = Catalog::ask()?;
    let in_rust = in_rust()?;
    let mut groups = tables(&catalog, &in_rust)?;
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
    let mut listing = String::new();
    for (title, texts) in groups {
        write!(listing, "\n# {title}\n\n{texts}")?;
    }
    // A pager that closes early is not an error.
    let _ = std::io::stdout().write_all(listing.as_bytes());
    Ok(())
}

/// The groups of the catalog, each text in the words of every surface where these differ.
fn tables(catalog: &Catalog, in_rust: &BTreeMap<String, String>) -> Result<Vec<(String, String)>> {
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
            for (surface, wording) in [("command line", &in_flags), ("Rust", in_rust)] {
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
        for literal in rust::literals(&fs::read_to_string(&file)?)? {
            pairs.extend(literal.rust.map(|rust| (literal.text, rust)));
        }
    }
    Ok(pairs)
}

fn help(catalog: &Catalog) -> Result<String> {
    let helps = list(&catalog.package, "help")?;
    let texts: Option<Vec<&str>> = helps.iter().map(Value::as_str).collect();
    Ok(texts.context("the help of a command is not a text")?.join("\n\n") + "\n")
}

impl Scan {
    fn listing(&self) -> Result<String> {
        let mut listing = String::new();
        for (file, literals) in self.literals()? {
            for literal in literals {
                let Literal { line, text, rust } = literal;
                writeln!(listing, "{file}:{line}\n  {}", text.replace('\n', "\n  "))?;
                if let Some(rust) = rust {
                    writeln!(listing, "    Rust: {rust}")?;
                }
            }
        }
        Ok(listing)
    }

    /// The files with their literals that are prose.
    fn literals(&self) -> Result<Vec<(String, Vec<Literal>)>> {
        let mut found = Vec::new();
        for path in self.places {
            for file in files(&place::root().join(path))? {
                let name = file.strip_prefix(place::root())?.to_string_lossy().replace('\\', "/");
                let is_excepted = |except: &&str| Path::new(&name).starts_with(except);
                if self.except.iter().chain(&TABLES).any(is_excepted) {
                    continue;
                }
                let source = || fs::read_to_string(&file).with_context(|| name.clone());
                let mut literals = match file.extension().and_then(|end| end.to_str()) {
                    Some("rs") => rust::literals(&source()?).with_context(|| name.clone())?,
                    Some("js" | "mjs") => javascript::literals(&source()?),
                    Some("html") => page::literals(&source()?),
                    // A module of WebAssembly, for example.
                    _ => continue,
                };
                literals.retain(|literal| prose::is_prose(&literal.text));
                found.push((name, literals));
            }
        }
        Ok(found)
    }
}

/// A file, or all files in a folder, but for tests and generated folders.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut all = Vec::new();
    let entries = fs::read_dir(path).with_context(|| format!("no folder {}", path.display()))?;
    let mut entries: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    entries.sort();
    for entry in entries {
        let is_test = entry.file_stem().is_some_and(|name| name == "tests");
        if !is_test {
            all.extend(files(&entry)?);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a group of the sources has a text.
    fn has(title: &str, part: &str) -> bool {
        let scan = SCANS.iter().find(|scan| scan.title == title).unwrap();
        scan.listing().unwrap().contains(part)
    }

    #[test]
    fn each_group_has_texts_of_its_sources() {
        for scan in SCANS {
            let count: usize = scan.literals().unwrap().iter().map(|(_, texts)| texts.len()).sum();
            assert!(count >= 5, "{} has {count} texts", scan.title);
        }
        assert!(has("cargo xtask", "the groups whose titles have one"));
        assert!(has("Workbench", "Docusign"));
        assert!(!has("Other errors of the core", "src/error/code.rs"));
    }

    #[test]
    fn a_text_of_two_surfaces_is_shown_for_both() {
        let pairs = in_rust().unwrap();
        assert!(pairs.len() > 10);
        assert!(pairs.values().any(|text| text.contains("Environment::demo()")));
    }

    #[test]
    fn every_source_file_of_a_user_s_texts_is_in_one_group() {
        let mut seen = BTreeSet::new();
        for scan in SCANS {
            for (file, _) in scan.literals().unwrap() {
                assert!(seen.insert(file.clone()), "{file} is in two groups");
            }
        }
        for folder in ["src", "pkg/lib", "pkg/cli", "emulator/src", "www/page", "xtask/src"] {
            for file in files(&place::root().join(folder)).unwrap() {
                let name = file.strip_prefix(place::root()).unwrap().to_string_lossy().into_owned();
                let is_source = [".rs", ".js", ".html"].iter().any(|end| name.ends_with(end));
                let is_known = seen.contains(&name) || TABLES.contains(&name.as_str());
                assert!(
                    !is_source || is_known || name == "src/fuzzing.rs",
                    "{name} is in no group"
                );
            }
        }
    }
}
