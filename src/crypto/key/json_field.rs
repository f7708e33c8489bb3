//! JSON that is or contains a key: a JWK, a JWK set, a record of a secret store, a settings file.

use super::repair::{KeyRepair, note};
use super::text::Secret;
use super::{Parsed, codes, jwk, mistake};
use crate::error::{Code, Error, Result};
use crate::wire::{Find, Json, lower, quoted};

/// A shorter text is not a key.
const SHORTEST: usize = 100;

/// Reads a key out of what a field has; so many layers may be around it.
type ReadLayer = fn(&[u8], &mut Vec<KeyRepair>, u8) -> Result<Parsed>;

/// Keys and errors in JSON.
struct Search {
    read_layer: ReadLayer,
    layers: u8,
    key: Option<(Parsed, Vec<KeyRepair>)>,
    /// The places of keys, and of texts that are not keys.
    keys: String,
    fields: String,
    refusal: Option<Error>,
    is_ambiguous: bool,
}

/// Reads the key that the JSON is or contains. Escapes in its strings are hidden.
#[inline(never)]
pub(super) fn read(
    json: &Json<'_>,
    repairs: &mut Vec<KeyRepair>,
    layers: u8,
    read_layer: ReadLayer,
) -> Result<Parsed> {
    if json.has("kty") {
        return jwk::parse(json);
    }
    let Some(layers) = layers.checked_sub(1) else { return Err(mistake::no_key_in_json("")) };
    let (keys, fields) = (String::new(), String::new());
    let mut search =
        Search { read_layer, layers, key: None, keys, fields, refusal: None, is_ambiguous: false };
    search.look(json, "");
    if search.is_ambiguous {
        let message = format!("This JSON contains several private keys, in {}.", search.keys);
        return Err(Error::new(Code::KeyUnrecognized, message).with_remedy("Pass one of them."));
    }
    match (search.key, search.refusal) {
        (Some((parsed, of_this)), _) => {
            note(repairs, KeyRepair::Field);
            of_this.into_iter().for_each(|repair| note(repairs, repair));
            Ok(parsed)
        }
        (None, refusal) => Err(refusal.unwrap_or_else(|| mistake::no_key_in_json(&search.fields))),
    }
}

impl Search {
    fn look(&mut self, json: &Json<'_>, path: &str) {
        match json {
            Json::Text(text) => {
                list(&mut self.fields, path);
                if text.len() >= SHORTEST {
                    self.text(&codes::restored(text), path);
                }
            }
            Json::List(items) => match (items.first(), lines(items)) {
                (Some(Json::Number(_)), _) => {
                    self.refusal.get_or_insert_with(mistake::numbers);
                }
                (_, Some(text)) => self.text(&text, path),
                _ => items.iter().for_each(|item| self.look(item, path)),
            },
            Json::Object(_) if json.has("kty") => self.found(path, jwk::parse(json), vec![]),
            Json::Object(members) => {
                for (name, value) in members {
                    let separator = if path.is_empty() { "" } else { "." };
                    self.look(value, &format!("{path}{separator}{}", told(name)));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, path: &str) {
        let mut repairs = Vec::new();
        let read = (self.read_layer)(text.as_bytes(), &mut repairs, self.layers);
        self.found(path, read, repairs);
    }

    fn found(&mut self, path: &str, read: Result<Parsed>, repairs: Vec<KeyRepair>) {
        match (read, &self.key) {
            (Ok(parsed), None) => {
                self.key = Some((parsed, repairs));
                list(&mut self.keys, path);
            }
            // The same key in two forms counts once.
            (Ok(parsed), Some((other, _))) if other.parts.n != parsed.parts.n => {
                self.is_ambiguous = true;
                list(&mut self.keys, path);
            }
            // If a private key cannot be read, other values are not the intended key.
            (Err(error), _) if rank(&error) > self.refusal.as_ref().map_or(0, rank) => {
                let message = match path {
                    "" => error.message().to_owned(),
                    path => format!("The field {path}: {}", error.message()),
                };
                self.refusal = Some(Error::new(error.code(), message).with_remedy(error.remedy()));
            }
            _ => {}
        }
    }
}

/// How specific an error is.
fn rank(error: &Error) -> u8 {
    match error.code() {
        Code::KeyUnrecognized => 0,
        Code::KeyPublic | Code::KeyCertificate | Code::KeyNotRsa => 1,
        _ => 2,
    }
}

/// Adds a place to a list of them, if it can be told and the list is short.
fn list(places: &mut String, path: &str) {
    if path.includes_char('…') || places.len() > 200 {
        return;
    }
    if !places.is_empty() {
        places.push_str(", ");
    }
    places.push_str(path);
}

/// A name that is plainly one: a piece of a key may stand in its place.
fn told(name: &str) -> String {
    let words = ["key", "pem", "secret", "value", "data", "private", "string"];
    let lower = lower(name);
    let is_name = words.iter().any(|word| lower.includes(word));
    if is_name { quoted(name, 40) } else { "…".to_owned() }
}

/// The lines of a PEM that are the items of a list.
fn lines(items: &[Json<'_>]) -> Option<Secret> {
    let first = items.first()?.as_text()?;
    if !first.includes("BEGIN") || first.includes("END") {
        return None;
    }
    let lines = || items.iter().filter_map(Json::as_text);
    let mut text = Secret::new(String::with_capacity(lines().map(|line| line.len() + 1).sum()));
    for line in lines() {
        text.push_str(&codes::restored(line));
        text.push('\n');
    }
    Some(text)
}
