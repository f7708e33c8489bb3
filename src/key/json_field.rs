//! JSON that is a key or holds one: a JWK, a set of them, a record of a secret store, a file of settings.

use super::repair::{KeyRepair, note};
use super::text::Secret;
use super::{Parsed, escapes, input, jwk, mistake};
use crate::json::Json;
use crate::quoted::quoted;
use crate::{Code, Error, Result};

/// A shorter text is no key.
const SHORTEST: usize = 100;

/// So many names of fields are told.
const MOST_TOLD: usize = 8;

/// What was found in JSON.
struct Search {
    layers: u8,
    keys: Vec<(String, Parsed, Vec<KeyRepair>)>,
    refusals: Vec<(String, Error)>,
    fields: Vec<String>,
}

/// The key that is the JSON, or the one that stands in it. Of its strings, escapes are hidden.
#[inline(never)]
pub(super) fn read(json: &Json<'_>, repairs: &mut Vec<KeyRepair>, layers: u8) -> Result<Parsed> {
    if json.has("kty") {
        return jwk::parse(json);
    }
    let Some(layers) = layers.checked_sub(1) else { return Err(mistake::no_key_in_json("")) };
    let mut search = Search { layers, keys: vec![], refusals: vec![], fields: vec![] };
    search.look(json, "");
    search.outcome(repairs)
}

impl Search {
    fn look(&mut self, json: &Json<'_>, path: &str) {
        match json {
            Json::Text(text) if text.len() >= SHORTEST => {
                let text = escapes::restored(text);
                self.text(&text, path);
            }
            Json::List(items) if items.is_empty() => {}
            Json::List(items) if items.iter().all(|item| item.whole().is_some()) => {
                self.refusals.push((path.to_owned(), mistake::numbers()));
            }
            Json::List(items) => match lines(items) {
                Some(text) => self.text(&text, path),
                None => items.iter().for_each(|item| self.look(item, path)),
            },
            Json::Object(_) if json.has("kty") => self.found(path, jwk::parse(json), vec![]),
            Json::Object(members) => {
                for (name, value) in members {
                    let separator = if path.is_empty() { "" } else { "." };
                    let path = format!("{path}{separator}{}", told(name));
                    self.look(value, &path);
                    if matches!(value, Json::Text(_)) {
                        self.fields.push(path);
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, path: &str) {
        let mut repairs = Vec::new();
        let read = input::read_layer(text.as_bytes(), &mut repairs, self.layers);
        self.found(path, read, repairs);
    }

    fn found(&mut self, path: &str, read: Result<Parsed>, repairs: Vec<KeyRepair>) {
        match read {
            Ok(parsed) => {
                // One key in two forms is one key.
                if self.keys.iter().all(|(_, other, _)| other.parts.n != parsed.parts.n) {
                    self.keys.push((path.to_owned(), parsed, repairs));
                }
            }
            Err(error) if error.code() != Code::KeyUnrecognized => {
                self.refusals.push((path.to_owned(), error));
            }
            Err(_) => {}
        }
    }

    fn outcome(mut self, repairs: &mut Vec<KeyRepair>) -> Result<Parsed> {
        if self.keys.len() > 1 {
            let names: Vec<&str> = self.keys.iter().map(|(path, ..)| path.as_str()).collect();
            let names = names.join(", ");
            let message = format!("This JSON has several private keys, in {names}.");
            let remedy = "Pass one of them.";
            return Err(Error::new(Code::KeyUnrecognized, message).with_remedy(remedy));
        }
        if let Some((_, parsed, of_this)) = self.keys.pop() {
            note(repairs, KeyRepair::Field);
            of_this.into_iter().for_each(|repair| note(repairs, repair));
            return Ok(parsed);
        }
        let is_beside = |error: &Error| {
            matches!(error.code(), Code::KeyPublic | Code::KeyCertificate | Code::KeyNotRsa)
        };
        self.refusals.sort_by_key(|(_, error)| is_beside(error));
        match self.refusals.into_iter().next() {
            Some((path, error)) if path.is_empty() => Err(error),
            Some((path, error)) => {
                let message = format!("The field {path}: {}", error.message());
                Err(Error::new(error.code(), message).with_remedy(error.remedy()))
            }
            None => {
                self.fields.retain(|field| !field.ends_with('…'));
                self.fields.truncate(MOST_TOLD);
                Err(mistake::no_key_in_json(&self.fields.join(", ")))
            }
        }
    }
}

/// A name that is plainly one: a piece of a key may stand in its place.
fn told(name: &str) -> String {
    const WORDS: [&str; 8] = ["key", "pem", "secret", "value", "data", "private", "docusign", "id"];
    let lower = name.to_ascii_lowercase();
    let is_name = WORDS.iter().any(|word| lower.contains(word));
    if is_name { quoted(name, 40) } else { "…".to_owned() }
}

/// The lines of a PEM that are the items of a list.
fn lines(items: &[Json<'_>]) -> Option<Secret> {
    let first = items.first()?.as_text()?;
    if !first.contains("BEGIN") || first.contains("END") {
        return None;
    }
    let length = items.iter().filter_map(Json::as_text).map(|line| line.len() + 1).sum();
    let mut text = Secret::new(String::with_capacity(length));
    for line in items.iter().filter_map(Json::as_text) {
        text.push_str(&escapes::restored(line));
        text.push('\n');
    }
    Some(text)
}
