//! The faults that a diagnosis names: typed once, and listed in the documentation of the command line.

use docusign_jwt::Fault;

const DOCS: &str = include_str!("../docs/command-line.md");

#[test]
fn the_documentation_lists_exactly_these() {
    let (_, table) = DOCS.split_once("| name | what is wrong |\n| --- | --- |\n").expect("a table");
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    let expected: Vec<String> = Fault::ALL
        .iter()
        .map(|fault| format!("| `{}` | {} |", fault.as_str(), fault.meaning().trim()))
        .collect();
    assert_eq!(rows, expected);
}
