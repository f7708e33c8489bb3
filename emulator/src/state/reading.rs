//! Values that people write by hand, read so that an error names the field.

use anyhow::{Result, anyhow};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Names of files and of options are shorter; what is longer may be a key.
const LONGEST_NAME: usize = 80;

/// Reads a value. The error begins with the field, such as `users[0].email`.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let said = in_words_of_json(&error.inner().to_string());
        match error.path().to_string().as_str() {
            "." => anyhow!(said),
            path => anyhow!("{path}: {said}"),
        }
    })
}

/// The name of a key's file in a message. A long one is a key where a name belongs, and is not shown.
pub fn key_name(name: &str) -> &str {
    if name.len() > LONGEST_NAME { "that clients lists" } else { name }
}

/// The same message without a long text, which may be a key, and without the names that types have in Rust.
fn in_words_of_json(text: &str) -> String {
    const WORDS: [(&str, &str); 9] = [
        ("expected a sequence", "expected a list"),
        ("expected u16", "expected a whole number"),
        ("expected u64", "expected a whole number that is not negative"),
        ("expected i64", "expected a whole number"),
        ("expected f64", "expected a number"),
        ("type: map", "type: object"),
        ("type: sequence", "type: list"),
        ("floating point", "number"),
        ("integer", "number"),
    ];
    let text = WORDS
        .iter()
        .fold(text.to_owned(), |text, (of_rust, of_json)| text.replace(of_rust, of_json));
    let text = match text.split_once("string \"").zip(text.rsplit_once("\", expected")) {
        Some(((before, _), (value, after))) if value.len() - before.len() > LONGEST_NAME => {
            format!("{before}string, expected{after}")
        }
        _ => text,
    };
    let Some((before, name)) = text.split_once("expected struct ") else { return text };
    let rest = name.split_once(' ').map_or(String::new(), |(_, rest)| format!(" {rest}"));
    format!("{before}expected an object{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Config, Limits};
    use serde_json::json;

    fn said<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
        read::<T>(value).unwrap_err().to_string()
    }

    #[test]
    fn an_error_names_the_field_and_what_belongs_there() {
        let users =
            |user: Value| said::<Config>(json!({ "clients": [], "accounts": [], "users": [user] }));
        assert_eq!(
            users(json!({ "id": "u", "emial": "u@x.example" })),
            "users[0].emial: unknown field `emial`, expected one of `id`, `name`, `email`, `status`, `accounts`, `adminOf`"
        );
        assert_eq!(users(json!({ "id": "u", "name": "U" })), "users[0]: missing field `email`");
        assert_eq!(users(json!("u")), "users[0]: invalid type: string \"u\", expected an object");
        assert_eq!(
            users(json!({ "id": 7 })),
            "users[0].id: invalid type: number `7`, expected a string"
        );
        assert_eq!(
            said::<Config>(json!({ "users": {} })),
            "users: invalid type: object, expected a list"
        );
        let key = include_str!("../../fixtures/integration.pem");
        let clients = json!({ "clients": [{ "id": "c", "name": "C", "keys": key }] });
        assert_eq!(
            said::<Config>(clients),
            "clients[0].keys: invalid type: string, expected a list"
        );
        assert_eq!(
            said::<Limits>(json!({ "hourly": -1 })),
            "hourly: invalid value: number `-1`, expected a whole number that is not negative"
        );
    }
}
