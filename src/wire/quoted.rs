//! Foreign text in a message: shortened, and left out if it may be a key.

use crate::wire::Find;

/// A name, an address or a host never has so many base64 characters in a row.
const LONGEST_NAME: usize = 40;
/// So many are not, if letters of both cases and digits are mixed.
const LONGEST_MIXED: usize = 16;

/// The first characters of a text, or only its length if it may be a key or a part of one.
pub(crate) fn quoted(text: &str, most: usize) -> String {
    if may_be_secret(text) {
        return format!("({} characters that are not shown)", text.len());
    }
    text.chars().filter(|c| !c.is_control()).take(most).collect()
}

fn may_be_secret(text: &str) -> bool {
    let (mut run, mut classes) = (0, 0u8);
    for byte in text.bytes() {
        let class = match byte {
            b'A'..=b'Z' => 1,
            b'a'..=b'z' => 2,
            b'0'..=b'9' => 4,
            b'+' | b'/' | b'=' | b'_' | b'-' => 8,
            _ => 0,
        };
        (run, classes) = if class == 0 { (0, 0) } else { (run + 1, classes | class) };
        if run >= LONGEST_NAME || run >= LONGEST_MIXED && classes & 7 == 7 {
            return true;
        }
    }
    text.includes("-----")
}

/// The text with the URLs in it up to their query: an HTTP client may repeat the URL of a request in its errors.
pub(crate) fn without_queries(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.cut("://") {
        let url = rest.get(before.len()..).unwrap_or_default();
        let is_end = |c: char| c.is_whitespace() || "\"'`<>()".includes_char(c);
        let end = url.find(is_end).unwrap_or(url.len());
        shown.push_str(before);
        shown.push_str(path_of(url.get(..end).unwrap_or_default()));
        rest = url.get(end..).unwrap_or_default();
    }
    shown.push_str(rest);
    shown
}

/// A URL up to its query and fragment.
pub(crate) fn path_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// Text of a server that may be shown: bounded, without control characters, and without anything
/// long enough to be a token, an assertion or a key that the server echoes.
pub(crate) fn quotable(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(2000).collect();
    let words: Vec<&str> =
        text.split_whitespace().map(|word| if word.len() > 64 { "[cut]" } else { word }).collect();
    words.join(" ").chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown() {
        for name in [
            "signature impersonation",
            "https://account-d.docusign.com/oauth",
            "c0000000-0000-4000-8000-000000000001",
            "privateKeyPassphrase",
            "dsJWTClientId",
            "someone.with.a.long.name.1985@example.com",
            "",
        ] {
            assert_eq!(quoted(name, 100), name);
        }
        assert_eq!(quoted("two\nlines", 5), "twoli");
    }

    #[test]
    fn queries_are_not_shown() {
        for (text, shown) in [
            ("https://x.com/a?code=SECRET", "https://x.com/a"),
            (
                "error sending request for url (https://x.com/a?q=SECRET)",
                "error sending request for url (https://x.com/a)",
            ),
            (
                "GET http://[::1]:80/?SECRET failed: https://b/#SECRET",
                "GET http://[::1]:80/ failed: https://b/",
            ),
            ("\"https://x?SECRET\": reset", "\"https://x\": reset"),
            ("is it reset?", "is it reset?"),
            ("", ""),
        ] {
            assert_eq!(without_queries(text), shown);
        }
    }

    #[test]
    fn keys_are_not_shown() {
        let pem = include_str!("../../emulator/fixtures/integration.pem");
        let line = pem.lines().nth(4).unwrap();
        for secret in [pem, line, &line[..20], &pem.to_ascii_lowercase(), &format!("key={line}")] {
            let shown = quoted(secret, 60);
            assert!(shown.starts_with('(') && shown.contains("not shown"), "{shown}");
        }
    }
}
