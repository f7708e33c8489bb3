//! The texts of the sources, in groups of files.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::prose;
use crate::run::place;
use crate::source::{self, Text};

/// A group of texts from string literals.
pub struct Scan {
    pub title: &'static str,
    /// Files, and folders with all their files.
    places: &'static [&'static str],
    /// Files that the catalog or another group covers.
    except: &'static [&'static str],
}

/// The files whose texts come from the catalog.
const TABLES: [&str; 5] = [
    "src/error/code.rs",
    "src/error/cause.rs",
    "src/error/obstacle.rs",
    "src/error/word.rs",
    "src/diagnostics/diagnosis/fault.rs",
];

pub const SCANS: &[Scan] = &[
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

impl Scan {
    pub fn listing(&self) -> Result<String> {
        let mut listing = String::new();
        for (file, literals) in self.literals()? {
            for literal in literals {
                let text = source::shown(&literal.parts).replace('\n', "\n  ");
                writeln!(listing, "{file}:{}\n  {text}", literal.line)?;
                if let Some(rust) = literal.rust {
                    writeln!(listing, "    Rust: {}", source::shown(&rust))?;
                }
            }
        }
        Ok(listing)
    }

    /// The files with their literals that are prose.
    fn literals(&self) -> Result<Vec<(String, Vec<Text>)>> {
        let mut found = Vec::new();
        for path in self.places {
            for file in files(&place::root().join(path))? {
                let name = file.strip_prefix(place::root())?.to_string_lossy().replace('\\', "/");
                let is_excepted = |except: &&str| Path::new(&name).starts_with(except);
                if self.except.iter().chain(&TABLES).any(is_excepted) {
                    continue;
                }
                let is_source = [".rs", ".js", ".mjs", ".html"];
                if !is_source.iter().any(|end| name.ends_with(end)) {
                    // A module of WebAssembly, for example.
                    continue;
                }
                let text = fs::read_to_string(&file)?;
                let mut texts = source::texts(&name, &text).with_context(|| name.clone())?;
                texts.retain(|text| {
                    text.is_in_code() && prose::is_prose(&source::shown(&text.parts))
                });
                found.push((name, texts));
            }
        }
        Ok(found)
    }
}

/// A file, or all files in a folder, but for tests and generated folders.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
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
    use std::collections::BTreeSet;

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
