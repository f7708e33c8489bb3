//! Facts in the comments of the types. Editors show these comments, so they have no marks: a fact stands between known
//! words.

use std::cell::RefCell;
use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::generate::catalog::{list, named, number};
use crate::generate::duration;

/// The longest line of a comment in the types.
const WIDTH: usize = 120;

/// A fact, with the words before and after it.
struct Phrase {
    before: &'static str,
    fact: String,
    after: &'static str,
}

/// All facts, and which of them were found.
pub struct Phrases {
    all: Vec<Phrase>,
    found: RefCell<BTreeSet<usize>>,
}

impl Phrases {
    pub fn new(core: &Value) -> Result<Self> {
        let bits = list(core, "keyBits")?;
        let bits = format!("{} to {}", bits[0], bits[1]);
        let memory = number(named(core, "pauses", "USER_MEMORY")?, "value")?;
        let memory = duration::in_words(memory).context("USER_MEMORY has no words")?;
        let shortest = number(named(core, "secretLimits", "SHORTEST_SECRET")?, "value")?;
        let servers = &core["apiServers"];
        let phrase = |before, fact, after| Phrase { before, fact, after };
        let all = vec![
            phrase("An RSA private key of ", bits.clone(), " bits"),
            phrase("The size of the modulus, in bits: ", bits, "."),
            phrase("The result is cached for ", memory, "."),
            phrase("as text of any form or as bytes; at least ", shortest.to_string(), "."),
            phrase("In demo: ", hosts(servers, "demo")?, ". In production: "),
            phrase(". In production: ", hosts(servers, "production")?, ". `{accountId}`"),
        ];
        Ok(Self { all, found: RefCell::default() })
    }

    /// The text with its facts as they should be.
    pub fn fill(&self, text: &str) -> Result<String> {
        let mut filled = String::new();
        let mut paragraph: Vec<&str> = Vec::new();
        for line in text.split_inclusive('\n') {
            if is_prose(line) {
                paragraph.push(line);
            } else {
                filled += &self.paragraph(&std::mem::take(&mut paragraph))?;
                filled += line;
            }
        }
        Ok(filled + &self.paragraph(&paragraph)?)
    }

    /// The lines of a paragraph, wrapped again if a fact changed.
    fn paragraph(&self, lines: &[&str]) -> Result<String> {
        let Some(first) = lines.first() else { return Ok(String::new()) };
        let start = first.len() - first.trim_start_matches([' ', '*', '/']).len();
        let words = |line: &&str| line.trim_start_matches([' ', '*', '/']).trim_end().to_owned();
        let joined = lines.iter().map(words).collect::<Vec<_>>().join(" ");
        let mut text = joined.clone();
        for (at, Phrase { before, fact, after }) in self.all.iter().enumerate() {
            let Some(begin) = text.find(before).map(|found| found + before.len()) else { continue };
            let length = text[begin..].find(after);
            let length = length.with_context(|| {
                format!("no \"{after}\" follows \"{before}\" in its paragraph of the types")
            })?;
            text.replace_range(begin..begin + length, fact);
            self.found.borrow_mut().insert(at);
        }
        if text == joined {
            return Ok(lines.concat());
        }
        let first_start = &first[..start];
        let indent = &first[..first.len() - first.trim_start().len()];
        let one_line = first_start.ends_with("/** ");
        let next_start = if one_line { format!("{indent} * ") } else { first_start.to_owned() };
        let mut line = first_start.to_owned();
        let mut filled = String::new();
        for word in text.split(' ') {
            let begins = line.ends_with("* ");
            if !begins && line.chars().count() + 1 + word.chars().count() > WIDTH {
                filled += &format!("{line}\n");
                line = format!("{next_start}{word}");
            } else {
                line += if begins { "" } else { " " };
                line += word;
            }
        }
        Ok(format!("{filled}{line}\n"))
    }

    /// Fails if a fact is in no text: the words around it changed.
    pub fn all_found(&self) -> Result<()> {
        let found = self.found.borrow();
        let missing: Vec<&str> = (self.all.iter().enumerate())
            .filter(|(at, _)| !found.contains(at))
            .map(|(_, phrase)| phrase.before)
            .collect();
        ensure!(missing.is_empty(), "The types do not have these words: {missing:?}.");
        Ok(())
    }
}

/// Whether a line has text of a comment, but no tag or fence of code.
fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let text = line.strip_prefix("/** ").or_else(|| line.strip_prefix("* "));
    text.is_some_and(|text| !text.starts_with('@') && !text.starts_with("```"))
}

/// The hosts of servers, in a sentence.
fn hosts(servers: &Value, environment: &str) -> Result<String> {
    let hosts: Option<Vec<String>> = list(servers, environment)?
        .iter()
        .map(|server| Some(format!("`{}`", server.as_str()?.strip_prefix("https://")?)))
        .collect();
    let hosts = hosts.context("an API server has no https://")?;
    let (last, others) = hosts.split_last().context("no API servers")?;
    Ok(format!("{} and {last}", others.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(fact: &str) -> Phrases {
        let phrase = Phrase { before: "cached for ", fact: fact.to_owned(), after: "." };
        Phrases { all: vec![phrase], found: RefCell::default() }
    }

    #[test]
    fn a_fact_is_replaced_and_its_paragraph_wrapped() {
        let phrases = phrases(&"one hour and ".repeat(9));
        assert!(phrases.all_found().is_err());
        let text = "  /**\n   * It is cached for an\n   * hour. More.\n   *\n   * Other.\n   */\n";
        let filled = phrases.fill(text).unwrap();
        assert!(
            filled.starts_with("  /**\n   * It is cached for one hour and one hour"),
            "{filled}"
        );
        assert!(filled.ends_with(" . More.\n   *\n   * Other.\n   */\n"), "{filled}");
        assert!(filled.lines().all(|line| line.chars().count() <= WIDTH), "{filled}");
        assert_eq!(phrases.fill(&filled).unwrap(), filled);
        phrases.all_found().unwrap();
    }

    #[test]
    fn a_comment_in_one_line_stays_one() {
        let text = "  /** Cached: it is cached for an hour. */\n  a: 1;\n";
        let filled = "  /** Cached: it is cached for 1 hour. */\n  a: 1;\n";
        assert_eq!(phrases("1 hour").fill(text).unwrap(), filled);
    }

    #[test]
    fn the_words_after_a_fact_must_be_there() {
        assert!(phrases("1 hour").fill("/** It is cached for an hour */\n").is_err());
    }
}
