//! Generated regions and values in hand-written files.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::generate::catalog::{Catalog, named, number};
use crate::generate::{constants, duration, frameworks, markdown, typescript};

/// Regions of the types, with the numbers among the options that they have.
const NUMBERS: [(&str, &[&str]); 3] = [
    ("durations of a client", &["timeout", "refreshMargin"]),
    ("lifetime", &["lifetime"]),
    ("retry", &["limit", "minDelay", "maxDelay"]),
];

/// The pauses that documents name.
const PAUSES: [(&str, &str); 5] = [
    ("patience", "STORE_PATIENCE"),
    ("lockLifetime", "LOCK_LIFETIME"),
    ("clockStep", "CLOCK_STEP"),
    ("refusalMemory", "REFUSAL_MEMORY"),
    ("refusedTokenPause", "REFUSED_TOKEN_PAUSE"),
];

const VALUE: &str = "<!-- =";
const VALUE_END: &str = "<!-- = -->";

/// The generated content, by name.
pub struct Marked {
    regions: BTreeMap<String, String>,
    values: BTreeMap<String, String>,
    used: RefCell<BTreeSet<String>>,
}

impl Marked {
    /// What stands in sources: only facts of the core.
    pub fn of_core(core: &Value) -> Result<Self> {
        let regions = [
            ("options of JavaScript", constants::options_of_javascript(core)?),
            ("names of error classes", constants::error_classes(core)?),
            ("scopes by API", constants::scopes_by_api(core)?),
            ("scopes in Rust", constants::scopes_in_rust(core)?),
            ("strength of secrets", constants::secret_strength(core)?),
        ];
        let regions = regions.map(|(name, region)| (name.to_owned(), region)).into();
        Ok(Self { regions, values: BTreeMap::new(), used: RefCell::default() })
    }

    /// What stands in documents, in the types and in the entry.
    pub fn new(catalog: &Catalog) -> Result<Self> {
        let (imports, exports) = typescript::entry(&catalog.package)?;
        let mut regions: BTreeMap<String, String> = [
            ("example of token", markdown::example(&catalog.package, "token")?),
            ("commands", markdown::commands(&catalog.package)?),
            ("settings", markdown::settings(&catalog.package)?),
            ("exit codes", markdown::exit_codes(&catalog.package)?),
            ("adapters", markdown::adapters(&catalog.package)?),
            ("reasons to reject", markdown::rejections(&catalog.core)?),
            ("store rejections", typescript::rejections(&catalog.core)?),
            ("faults", markdown::faults(&catalog.core)?),
            ("frameworks", frameworks::table()?),
            ("codes", typescript::code_unions(&catalog.core)?),
            ("scopes", typescript::scopes(&catalog.core)?),
            ("error classes", markdown::error_classes(&catalog.core)?),
            ("imports of the entry", imports),
            ("exports of the entry", exports),
        ]
        .into_iter()
        .map(|(name, region)| (name.to_owned(), region))
        .collect();
        for (name, options) in NUMBERS {
            let options: Result<Vec<_>> = options
                .iter()
                .map(|option| typescript::number(named(&catalog.core, "numbers", option)?))
                .collect();
            regions.insert(name.to_owned(), options?.concat());
        }
        Ok(Self { regions, values: values(catalog)?, used: RefCell::default() })
    }

    /// The text with its regions and values as they should be.
    pub fn fill(&self, text: &str) -> Result<String> {
        let mut filled = String::new();
        let mut lines = text.split_inclusive('\n');
        // Examples of marks in blocks of code are examples.
        let mut in_code = false;
        while let Some(line) = lines.next() {
            in_code ^= line.trim_start().starts_with("```");
            if in_code {
                filled += line;
                continue;
            }
            filled += &self.fill_values(line)?;
            let Some((mark, name)) = region(line) else { continue };
            let end = mark.end();
            ensure!(
                lines.by_ref().any(|inside| inside.trim() == end),
                "the region \"{name}\" has no end"
            );
            let indent = &line[..line.len() - line.trim_start().len()];
            for inside in self.named(&self.regions, name)?.lines() {
                filled +=
                    &if inside.is_empty() { "\n".into() } else { format!("{indent}{inside}\n") };
            }
            filled += &format!("{indent}{end}\n");
        }
        Ok(filled)
    }

    fn fill_values(&self, line: &str) -> Result<String> {
        ensure!(
            !line.trim_start().starts_with(VALUE),
            "a line begins with a value, which would end the paragraph before it"
        );
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once(VALUE) {
            if before.ends_with('`') {
                // A mark in code is an example.
                filled += &format!("{before}{VALUE}");
                rest = after;
                continue;
            }
            let (name, after) = after.split_once(" -->").context("a value has no name")?;
            let (_, after) = after
                .split_once(VALUE_END)
                .with_context(|| format!("the value \"{name}\" does not end in its line"))?;
            let value = self.named(&self.values, name)?;
            filled += &format!("{before}{VALUE}{name} -->{value}{VALUE_END}");
            rest = after;
        }
        Ok(filled + rest)
    }

    fn named<'a>(&self, among: &'a BTreeMap<String, String>, name: &str) -> Result<&'a str> {
        self.used.borrow_mut().insert(name.to_owned());
        among.get(name).map(String::as_str).with_context(|| {
            let known: Vec<&str> = among.keys().map(String::as_str).collect();
            format!("nothing generated is called \"{name}\"; there are {}", known.join(", "))
        })
    }

    /// Fails if a region or a value is in no file: its marks were removed.
    pub fn all_used(&self) -> Result<()> {
        let used = self.used.borrow();
        let names = self.regions.keys().chain(self.values.keys());
        let unused: Vec<&str> =
            names.filter(|name| !used.contains(*name)).map(String::as_str).collect();
        if !unused.is_empty() {
            bail!("No text has a place for what is generated: {}.", unused.join(", "));
        }
        Ok(())
    }
}

/// How a language marks a region.
enum Mark {
    Markdown,
    TypeScript,
}

impl Mark {
    fn end(&self) -> &'static str {
        match self {
            Self::Markdown => "<!-- generated end -->",
            Self::TypeScript => "// generated end",
        }
    }
}

/// The mark with which a region begins in a line, and the region's name.
fn region(line: &str) -> Option<(Mark, &str)> {
    let line = line.trim();
    if let Some(name) = line.strip_prefix("// generated: ") {
        return Some((Mark::TypeScript, name));
    }
    let name = line.strip_prefix("<!-- generated: ")?.strip_suffix(" -->")?;
    Some((Mark::Markdown, name))
}

/// Values that stand in the prose of documents.
fn values(catalog: &Catalog) -> Result<BTreeMap<String, String>> {
    /// How long an access token lives.
    const HOUR: u64 = 3_600_000;
    let core = &catalog.core;
    let margin = number(named(core, "numbers", "refreshMargin")?, "default")?;
    let mut durations =
        vec![("refreshMargin".to_owned(), margin), ("renewal".to_owned(), HOUR - margin)];
    for (name, value) in core["durations"].as_object().context("the catalog has no durations")? {
        durations.push((name.clone(), value.as_u64().context("a duration is not a number")?));
    }
    for (name, pause) in PAUSES {
        durations.push((name.to_owned(), number(named(core, "pauses", pause)?, "value")?));
    }
    let mut values = BTreeMap::new();
    for (name, milliseconds) in durations {
        let words = duration::in_words(milliseconds).with_context(|| {
            format!("{name} is {milliseconds} milliseconds, which has no words")
        })?;
        values.insert(name, words);
    }
    values.insert("node".to_owned(), catalog.node()?.to_owned());
    values.insert("rust".to_owned(), env!("CARGO_PKG_RUST_VERSION").to_owned());
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked() -> Marked {
        let map = |name: &str, text: &str| BTreeMap::from([(name.to_owned(), text.to_owned())]);
        Marked {
            regions: map("table", "one\n\ntwo\n"),
            values: map("time", "5 minutes"),
            used: RefCell::default(),
        }
    }

    #[test]
    fn fills_regions_with_their_indent_and_values_in_lines() {
        let marked = marked();
        assert!(marked.all_used().is_err());
        let text =
            "a\n  // generated: table\n  old\n  // generated end\nb <!-- =time -->x<!-- = -->.\n";
        let filled = "a\n  // generated: table\n  one\n\n  two\n  // generated end\nb <!-- =time -->5 minutes<!-- = -->.\n";
        assert_eq!(marked.fill(text).unwrap(), filled);
        assert_eq!(marked.fill(filled).unwrap(), filled);
        marked.all_used().unwrap();
    }

    #[test]
    fn leaves_code_alone() {
        for text in ["```html\n<!-- generated: other -->\n```\n", "Write `<!-- =other -->`.\n"] {
            assert_eq!(marked().fill(text).unwrap(), text);
        }
    }

    #[test]
    fn refuses_what_is_unknown_or_has_no_end() {
        for text in [
            "<!-- generated: other -->\n<!-- generated end -->\n",
            "<!-- generated: table -->\n",
            "<!-- generated: table -->\n// generated end\n",
            "b <!-- =other -->1<!-- = -->\n",
            "b <!-- =time -->1\n",
            "<!-- =time -->1<!-- = -->\n",
        ] {
            assert!(marked().fill(text).is_err(), "{text}");
        }
    }
}
