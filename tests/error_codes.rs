//! The closed list of codes: in Rust it is typed once, and the JavaScript types say the same.

use std::collections::{BTreeMap, BTreeSet};

use docusign_jwt::{Code, ErrorKind};

const TYPES: &str = include_str!("../pkg/index.d.ts");
const CLASSES: &str = include_str!("../pkg/lib/errors.js");

#[test]
fn the_types_list_exactly_these_codes_with_these_meanings() {
    let mut declared = BTreeMap::new();
    for kind in kinds() {
        let class = kind.class_name();
        let start = TYPES.find(&format!("export type {class}Code =")).expect(class);
        let union = &TYPES[start..];
        let union = &union[..union.find(';').expect("an end")];
        let mut meaning = "";
        for line in union.lines().map(str::trim) {
            if let Some(text) = line.strip_prefix("/** ") {
                meaning = text.trim_end_matches("*/").trim();
            } else if let Some(code) = line.strip_prefix("| \"") {
                declared.insert(code.trim_end_matches('"'), (class, meaning));
            }
        }
    }
    let known: BTreeMap<&str, (&str, &str)> = Code::ALL
        .iter()
        .map(|code| (code.as_str(), (code.kind().class_name(), code.meaning().trim())))
        .collect();
    assert_eq!(declared, known);
}

#[test]
fn every_family_is_a_class_in_javascript() {
    for kind in kinds() {
        let class = format!("export class {} extends DocusignError", kind.class_name());
        assert!(CLASSES.contains(&class), "{class}");
    }
}

#[test]
fn codes_are_distinct_and_each_says_what_to_do() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(code.remedy().len() > 25 && code.remedy().ends_with(['.', '?']), "{code:?}");
        assert!(code.as_str().bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()));
    }
}

fn kinds() -> Vec<ErrorKind> {
    let mut kinds: Vec<ErrorKind> = Vec::new();
    for code in Code::ALL {
        if !kinds.contains(&code.kind()) {
            kinds.push(code.kind());
        }
    }
    kinds
}
