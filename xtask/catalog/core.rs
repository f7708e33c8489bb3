//! Prints what types, documents, tests and `cargo xtask messages` repeat of the core, as JSON.

use docusign_jwt::catalog::page;
use docusign_jwt::{Cause, Code, Fault, catalog};
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
    let known = json!({
        "codes": codes,
        "faults": faults,
        "words": words,
        "obstacles": obstacles,
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

fn causes(list: &[Cause]) -> Value {
    list.iter()
        .map(|one| json!({ "call": one.call.map(|call| call.as_str()), "cause": one.cause, "remedy": one.remedy }))
        .collect()
}
