//! Codes and faults are names that programs compare: no two are the same, and all are written one way.

use std::collections::BTreeSet;

use docusign_jwt::{Code, Fault};

fn assert_names(names: &[&str]) {
    let distinct: BTreeSet<&&str> = names.iter().collect();
    assert_eq!(distinct.len(), names.len());
    for name in names {
        assert!(name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()), "{name}");
    }
}

#[test]
fn codes_are_distinct_words() {
    assert_names(&Code::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>());
}

#[test]
fn faults_are_distinct_words_and_no_codes() {
    let codes = Code::ALL.iter().map(|code| code.as_str());
    assert_names(&codes.chain(Fault::ALL.iter().map(|fault| fault.as_str())).collect::<Vec<_>>());
}
