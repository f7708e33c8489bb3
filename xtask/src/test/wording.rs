//! The words and the length of sentences in documents, comments and messages.
//!
//! `words.rs` is the one table of words. `cargo xtask lint` fails on a finding; `cargo xtask wording` prints all of them.

mod code;
mod markdown;
mod passage;
mod words;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::run::{listing, place, step};
use passage::{Finding, Passage};

/// Files whose prose is read alike.
struct Area {
    name: &'static str,
    /// As `git ls-files` takes them.
    paths: &'static [&'static str],
    /// Whether the length of sentences counts. Messages have placeholders and lists in them.
    length: bool,
}

const AREAS: &[Area] = &[
    Area { name: "documents", paths: &["*.md"], length: true },
    Area {
        name: "examples",
        paths: &["examples/*.rs", "examples/*.js", "examples/*.mjs"],
        length: false,
    },
    Area { name: "xtask", paths: &["xtask/*.rs", "xtask/*.mjs"], length: false },
    Area { name: "the crate", paths: &["src/*.rs", "signer/*.rs"], length: false },
    Area { name: "the package", paths: &["pkg/*.js", "pkg/*.ts"], length: false },
    Area {
        name: "the emulator",
        paths: &["emulator/*.rs", "emulator/*.js", "emulator/*.ts"],
        length: false,
    },
    Area { name: "the workbench", paths: &["www/*.js", "www/*.mjs"], length: false },
];

/// Fails on a finding.
pub fn check() -> Result<()> {
    let mut faults = Vec::new();
    for area in AREAS {
        let found = area.findings()?;
        println!("Wording of {}: {} findings", area.name, found.len());
        faults.extend(found);
    }
    if !faults.is_empty() {
        bail!("{} findings in the wording:\n  {}", faults.len(), faults.join("\n  "));
    }
    Ok(())
}

/// Prints the findings of all areas, or of the files whose path starts with one of the arguments, and counts them.
pub fn look(arguments: &[String]) -> Result<()> {
    let mut counts = BTreeMap::new();
    let mut lines = Vec::new();
    for area in AREAS {
        let mut found = area.findings()?;
        found.retain(|line| {
            arguments.is_empty() || arguments.iter().any(|path| line.starts_with(path))
        });
        counts.insert(area.name, found.len());
        lines.extend(found);
    }
    lines.extend(counts.iter().map(|(name, count)| format!("{count:>5} in {name}")));
    listing::print(&(lines.join("\n") + "\n"));
    Ok(())
}

impl Area {
    /// Each finding as a line: file, line, the words, what to write in their place.
    fn findings(&self) -> Result<Vec<String>> {
        let mut git = step::program("git");
        git.args(["ls-files", "--cached", "--others", "--exclude-standard", "--"]).args(self.paths);
        let names = step::output(&mut git).context("git cannot list the files")?;
        let mut lines = Vec::new();
        for name in names.lines() {
            let path = place::root().join(name);
            // The table of words has the words.
            if !path.is_file() || name.ends_with("wording/words.rs") {
                continue;
            }
            let text = fs::read_to_string(path).with_context(|| name.to_owned())?;
            for Finding { line, words, instead } in findings(name, &text, self.length)? {
                lines.push(format!("{name}:{line}: {words} → {instead}"));
            }
        }
        Ok(lines)
    }
}

/// The findings in a file, which its name tells how to read.
fn findings(name: &str, text: &str, length: bool) -> Result<Vec<Finding>> {
    let passages: Vec<Passage> = match name.rsplit('.').next() {
        Some("md") => markdown::document(text),
        _ => code::passages(name, text).with_context(|| name.to_owned())?,
    };
    let mut found: Vec<Finding> =
        passages.iter().flat_map(|passage| passage.findings(length)).collect();
    found.sort_by_key(|finding| finding.line);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, text: &str) -> Vec<(usize, String)> {
        findings(name, text, true)
            .unwrap()
            .into_iter()
            .map(|found| (found.line, found.words))
            .collect()
    }

    #[test]
    fn finds_words_by_line_in_each_language() {
        let found = vec![(2, "answer".to_owned())];
        assert_eq!(words("a.md", "# Title\nThe answer is late.\n"), found);
        assert_eq!(words("a.rs", "\n/// The answer is late.\nfn answer() {}\n"), found);
        assert_eq!(words("a.rs", "fn f() {\nbail!(\"The answer is late\");\n}\n"), found);
        assert_eq!(words("a.rs", "fn f() {\nbail!(r#\"The answer is \"late\"\"#);\n}\n"), found);
        assert_eq!(words("a.js", "\n// The answer is late.\nanswer();\n"), found);
        assert_eq!(words("a.js", "/**\n * The answer is late. */\n"), found);
        assert_eq!(words("a.js", "f(\n`The answer of ${host(`an answer`)} is late`);\n"), found);
    }

    #[test]
    fn code_is_no_prose() {
        for text in [
            "```js\nanswer();\n```\n",
            "Call `answer` twice.\n",
            "    answer · 2\n",
            "[A link](answer.md) and https://example.com/answer.\n",
            "<!-- generated: answers -->\nThe answer.\n<!-- generated end -->\n",
        ] {
            assert_eq!(words("a.md", text), [], "{text}");
        }
        for text in [
            "fn answer<'a>(answer: &'a str) -> char { '\"' }\n",
            "const ANSWER: &str = \"answer\";\n",
            "#[cfg(test)]\nmod tests {\n    const TEXT: &str = \"The answer is late\";\n}\n",
        ] {
            assert_eq!(words("a.rs", text), [], "{text}");
        }
        let text = "const TEXT: &str = \"The answer is late\";\n";
        assert_eq!(words("a/tests.rs", text), []);
        let example = "/// One.\n///\n/// ```\n/// a();\n///\n/// answer!();\n/// ```\n";
        assert_eq!(words("a.rs", example), []);
        assert_eq!(words("a.js", "/\"/.test(answer) ? answer / 2 : answer;\n"), []);
    }

    #[test]
    fn what_is_quoted_is_said_by_others() {
        assert_eq!(words("a.md", "Docusign says \"the answer is late\".\n"), []);
        assert_eq!(words("a.md", "> The answer is late.\n"), []);
    }

    #[test]
    fn a_word_is_right_beside_others() {
        assert_eq!(words("a.md", "Give an answer to each question.\n"), []);
        assert_eq!(words("a.md", "Pass the host of your own server.\n"), []);
        assert_eq!(words("a.md", "Use a server of your own.\n").len(), 1);
        assert_eq!(words("a.md", "For one of your own, set it.\n").len(), 1);
        assert_eq!(words("a.md", "There is no token.\n"), []);
        assert_eq!(words("a.md", "This is no token.\n").len(), 1);
    }

    #[test]
    fn nothing_exclaims() {
        assert_eq!(words("a.md", "It works!\n"), [(1, "works!".to_owned())]);
        assert_eq!(words("a.md", "It works. `a != b`\n![A picture](a.png)\n"), []);
    }

    #[test]
    fn counts_the_words_of_sentences() {
        let words_in = |count: usize| "word ".repeat(count);
        assert_eq!(words("a.md", &format!("{}end.\n", words_in(24))), []);
        let long = words("a.md", &format!("One.\n{}end. One.\n", words_in(25)));
        assert_eq!(long, [(2, "a sentence of 26 words".to_owned())]);
        // Items and cells are separate sentences.
        assert_eq!(words("a.md", &format!("- {}\n- {}\n", words_in(20), words_in(20))), []);
        assert_eq!(words("a.md", &format!("| {}| {}|\n", words_in(15), words_in(15))), []);
        let wide = words("a.md", &format!("| a |\n| --- |\n| {}|\n", words_in(16)));
        assert_eq!(wide, [(3, "a cell of 16 words".to_owned())]);
    }
}
