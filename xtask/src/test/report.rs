//! Reads the output of test runners: the number of passed tests, and the lines for the summary.

/// The lines for the summary, which start with a bar.
pub fn summary(log: &str) -> String {
    let lines: Vec<&str> = log.lines().filter(|line| line.starts_with("│ ")).collect();
    if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join("\n")) }
}

/// The number of passed tests, from the closing lines of the test runners.
pub fn passed(log: &str) -> u64 {
    let number =
        |text: &str| text.split_whitespace().next().and_then(|word| word.parse::<u64>().ok());
    let of_cargo =
        log.lines().filter_map(|line| number(line.trim().strip_prefix("test result: ok. ")?));
    let of_node = log.lines().filter_map(|line| {
        number(line.trim().strip_prefix("ℹ pass ").or(line.trim().strip_prefix("# pass "))?)
    });
    let of_scripts = log.lines().filter_map(|line| number(line.trim().strip_prefix("ran ")?));
    of_cargo.chain(of_node).chain(of_scripts).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_lines_with_a_bar() {
        assert_eq!(summary("x\n│ a\ny\n│ b\n"), "\n│ a\n│ b\n");
        assert_eq!(summary("a │ b\n"), "");
    }

    #[test]
    fn counts_by_closing_lines() {
        let log = "test result: ok. 3 passed; 0 failed\nx\nℹ tests 4\nℹ pass 4\nran 2 tests in workerd 1\n";
        assert_eq!(passed(log), 9);
        assert_eq!(passed("test result: FAILED. 3 passed; 1 failed"), 0);
    }
}
