//! The closed list of codes: in Rust it is typed once, and the JavaScript types say the same.

use std::collections::{BTreeMap, BTreeSet};

use docusign_jwt::{Code, ErrorKind};

const TYPES: &str = include_str!("../pkg/index.d.ts");
const CLASSES: &str = include_str!("../pkg/lib/core/errors.js");
const README: &str = include_str!("../README.md");

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
            } else if let Some(code) = line.trim_start_matches("| ").strip_prefix('"') {
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

/// `docs/errors.md` is this, whole; a test below compares.
#[cfg(feature = "js")]
fn page() -> String {
    let mut page = String::from(INTRODUCTION);
    for kind in kinds() {
        page += &format!(
            "\n## {}\n\n| code | what happened | what to do |\n| --- | --- | --- |\n",
            kind.class_name()
        );
        for code in Code::ALL.iter().filter(|code| code.kind() == kind) {
            let (meaning, remedy) = (code.meaning().trim(), code.remedy().replace('|', "\\|"));
            page += &format!("| `{}` | {meaning} | {remedy} |\n", code.as_str());
        }
    }
    page
}

#[cfg(feature = "js")]
const INTRODUCTION: &str = "\
# Errors

Every error of this library is a `DocusignError` of one of the classes below, with a stable `code` out of this closed
list. Its message says what happened and what to do; where an error knows more than its code, so does the message.
`explainError(code)` has the usual causes, the likeliest first.

A test writes this page anew out of `src/error/code.rs`, and fails if it differs; with `UPDATE_DOCS=1` it stores it.
";

/// The page speaks to JavaScript.
#[cfg(feature = "js")]
#[test]
fn the_documentation_lists_exactly_these_codes() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/errors.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(file, page()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), page());
}

#[test]
fn the_readme_has_a_row_for_each_class() {
    let (_, table) = README.split_once("| class | when |").expect("a table");
    let rows: Vec<&str> = table.lines().skip(2).take_while(|line| line.starts_with('|')).collect();
    let classes: Vec<&str> = rows.iter().filter_map(|row| row.split('`').nth(1)).collect();
    let expected: Vec<&str> = kinds().into_iter().map(|kind| kind.class_name()).collect();
    assert_eq!(classes, expected);
    // What is quoted in a row as a code is one, and of that class.
    for row in rows {
        for word in row.split('`').skip(3).step_by(2).filter(|word| word.contains('_')) {
            let code = Code::ALL.iter().find(|code| code.as_str() == word).expect(word);
            assert!(row.contains(code.kind().class_name()), "{word}");
        }
    }
}
