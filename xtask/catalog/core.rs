//! Prints what types, documents and tests repeat of the core, as JSON: what `cargo xtask generate` writes there.

use docusign_jwt::catalog::page;
use docusign_jwt::{Code, Fault, catalog};
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
            })
        })
        .collect();
    let faults: Vec<Value> = Fault::ALL
        .iter()
        .map(|fault| json!({ "name": fault.as_str(), "meaning": fault.meaning().trim() }))
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
    let known = json!({
        "codes": codes,
        "faults": faults,
        "scopes": catalog::SCOPES.split(' ').collect::<Vec<_>>(),
        "options": options,
        "numbers": numbers,
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
