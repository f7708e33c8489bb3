//! Prints what types, documents, tests and `cargo xtask messages` repeat of the core, as JSON.

use docusign_jwt::catalog::page;
use docusign_jwt::{Cause, Code, Environment, ErrorKind, Fault, catalog};
use serde_json::{Map, Value, json};

fn main() {
    let codes: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "name": code.as_str(),
                "class": code.kind().class_name(),
                "meaning": code.meaning().trim(),
                "remedy": code.remedy(),
                "causes": causes(&code.causes()),
            })
        })
        .collect();
    let faults: Vec<Value> = Fault::ALL
        .iter()
        .map(|fault| json!({ "name": fault.as_str(), "meaning": fault.meaning().trim(), "remedy": fault.remedy() }))
        .collect();
    let words: Vec<Value> = catalog::words()
        .map(|(name, code, list)| json!({ "name": name, "code": code, "causes": causes(&list) }))
        .collect();
    let obstacles: Vec<Value> = catalog::obstacles()
        .map(|(name, list)| json!({ "name": name, "causes": causes(&list) }))
        .collect();
    let options: Map<String, Value> =
        catalog::OPTIONS.iter().map(|(of, names)| ((*of).to_owned(), json!(names))).collect();
    let numbers: Vec<Value> = catalog::numbers()
        .iter()
        .map(|number| {
            json!({
                "name": number.name,
                "says": number.says,
                "least": number.least,
                "most": number.most,
                "zero": number.zero,
                "default": number.default,
            })
        })
        .collect();
    let texts: Vec<Value> = page::texts()
        .iter()
        .map(|text| json!({ "name": text.name, "parameters": text.parameters, "text": text.text }))
        .collect();
    let leet: Map<String, Value> = catalog::LEET
        .iter()
        .map(|(clever, letter)| (char::from(*clever).into(), json!(char::from(*letter))))
        .collect();
    let classes: Vec<Value> = ErrorKind::ALL
        .iter()
        .map(|kind| json!({ "name": kind.class_name(), "meaning": kind.meaning().trim() }))
        .collect();
    let known = json!({
        "classes": classes,
        "codes": codes,
        "faults": faults,
        "words": words,
        "obstacles": obstacles,
        "scopes": catalog::SCOPES.split(' ').collect::<Vec<_>>(),
        "options": options,
        "scopesByApi": catalog::SCOPES_BY_API,
        "numbers": numbers,
        "pauses": constants(catalog::PAUSES),
        "secretLimits": constants(catalog::SECRET_LIMITS),
        "rejections": named(catalog::REJECTIONS.iter().map(|(name, says)| (*name, says.trim().to_owned())).collect()),
        "knownText": catalog::KNOWN_TEXT,
        "leet": leet,
        "keyBits": catalog::KEY_BITS,
        "apiServers": {
            "demo": Environment::demo().api_servers(),
            "production": Environment::production().api_servers(),
        },
        "rejected": catalog::REJECTED,
        "page": {
            "codes": page::CODES.map(|code| code.as_str()),
            "words": named(page::words()),
            "elsewhere": named(page::elsewhere()),
            "texts": texts,
        },
        "durations": { "backdate": catalog::BACKDATE, "clocksDiffer": catalog::CLOCKS_DIFFER },
    });
    println!("{known:#}");
}

/// Lists of words by name, in their order.
fn named(lists: Vec<(&str, String)>) -> Vec<Value> {
    lists.iter().map(|(name, words)| json!({ "name": name, "words": words })).collect()
}

/// Constants with their descriptions.
fn constants<T: Copy + Into<Value>>(all: &[(&str, &str, T)]) -> Vec<Value> {
    all.iter()
        .map(|(name, says, value)| json!({ "name": name, "says": says.trim(), "value": (*value).into() }))
        .collect()
}

fn causes(list: &[Cause]) -> Value {
    list.iter()
        .map(|one| json!({ "call": one.call.map(|call| call.as_str()), "cause": one.cause, "remedy": one.remedy }))
        .collect()
}
