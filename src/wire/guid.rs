//! GUIDs as people paste them: in braces, in quotes, in capitals, without hyphens.

use crate::wire::Find;

/// How many hexadecimal digits a GUID has.
const DIGITS: usize = 32;

/// Normalizes a GUID to 8-4-4-4-12 digits in lower case; `None` if the text is ambiguous.
pub(crate) fn guid(text: &str) -> Option<String> {
    let bare = bare(text);
    // A longer text may be a key: nothing of it is copied.
    if bare.chars().nth(DIGITS + 4).is_some() {
        return None;
    }
    let text: String = bare.chars().map(plain).collect();
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let all = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let guid = all.then(|| grouped(&digits))?;
    (text == guid || text == digits).then_some(guid)
}

/// Why a text is not a GUID. Shows at most one character: the text may be a key.
pub(crate) fn oddity(text: &str) -> String {
    let bare = bare(text);
    let length = bare.chars().count();
    if bare.is_empty() {
        return "is empty".to_owned();
    }
    if is_account_number(bare) {
        return format!("is a number of {length} digits, not a GUID; it may be an account number");
    }
    let is_odd = |c: char| !c.is_ascii_hexdigit() && plain(c) != '-';
    // All characters before it are ASCII, except for typographic hyphens.
    let odd = match bare.char_indices().find(|(_, c)| is_odd(*c)) {
        Some((at, odd)) if length <= 100 => {
            let shown = if odd.is_ascii_graphic() { odd } else { char::REPLACEMENT_CHARACTER };
            format!("; character {} ({shown}) is not allowed", at + 1)
        }
        _ => String::new(),
    };
    format!("is not a GUID of 32 hexadecimal digits (8-4-4-4-12): it has {length} characters{odd}")
}

/// Whether a text is the number that Docusign's pages show beside the account's name, such as 1234567.
fn is_account_number(text: &str) -> bool {
    let mut digits = text.chars().filter(|c| !matches!(c, '-' | ' ' | '#'));
    (4..=12).contains(&digits.clone().count()) && digits.all(|c| c.is_ascii_digit())
}

/// Removes brackets, quotes and spaces around a GUID.
fn bare(text: &str) -> &str {
    let around = |c: char| {
        c.is_whitespace()
            || "\"'`\\{}[]()<>,;\u{2018}\u{2019}\u{201c}\u{201d}\u{200b}\u{feff}".includes_char(c)
    };
    let text = text.trim_matches(around);
    let urn = text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("urn:uuid:"));
    if urn { text.get(9..).unwrap_or_default().trim_matches(around) } else { text }
}

/// Replaces typographic hyphens.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c.to_ascii_lowercase(),
    }
}

fn grouped(digits: &str) -> String {
    let mut guid = String::with_capacity(DIGITS + 4);
    for (at, digit) in digits.chars().enumerate() {
        if [8, 12, 16, 20].contains(&at) {
            guid.push('-');
        }
        guid.push(digit);
    }
    guid
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUID: &str = "c0ffee00-0000-4000-8000-0000000000aa";

    #[test]
    fn reads_what_means_one_guid() {
        for text in [
            "C0FFEE00-0000-4000-8000-0000000000AA",
            " {c0ffee00-0000-4000-8000-0000000000aa}\n",
            "[c0ffee00-0000-4000-8000-0000000000aa]",
            "\"c0ffee00-0000-4000-8000-0000000000aa\",",
            "\u{201c}c0ffee00-0000-4000-8000-0000000000aa\u{201d}",
            "<c0ffee00-0000-4000-8000-0000000000aa>",
            "urn:uuid:c0ffee00-0000-4000-8000-0000000000aa",
            "URN:UUID:c0ffee00-0000-4000-8000-0000000000aa",
            "urn:uuid:{c0ffee00-0000-4000-8000-0000000000aa}",
            "\\\"c0ffee00-0000-4000-8000-0000000000aa\\\"",
            "c0ffee0000004000800000000000 00aa".replace(' ', "").as_str(),
            "c0ffee00\u{2013}0000\u{2010}4000\u{2212}8000-0000000000aa",
            "\u{feff}c0ffee00-0000-4000-8000-0000000000aa\u{200b}",
        ] {
            assert_eq!(guid(text).as_deref(), Some(GUID), "{text}");
        }
    }

    #[test]
    fn shows_what_is_odd_and_no_more() {
        for (text, odd) in [
            ("", "is empty"),
            (" '' ", "is empty"),
            ("c0ffee00-0000-4000-8000-0000000000a", "it has 35 characters"),
            ("c0ffee00-0000-4000-8000-0000000000aab", "it has 37 characters"),
            ("c0ffee00-0000-4000-8000-0000000000ag", "36 characters; character 36 (g) is not"),
            ("c0ffee00_0000-4000-8000-0000000000aa", "character 9 (_)"),
            ("c0ffee0-00000-4000-8000-0000000000aa", "8-4-4-4-12"),
            ("c0ffee00-0000-4000-8000-0000000000\u{e4}a", "character 35 (\u{fffd}) is not"),
            ("my-app", "it has 6 characters; character 1 (m) is"),
        ] {
            assert!(oddity(text).contains(odd), "{text}: {}", oddity(text));
            assert_eq!(guid(text), None, "{text}");
        }
        let pem = include_str!("../../emulator/fixtures/integration.pem");
        assert!(oddity(pem).ends_with("it has 1678 characters"), "{}", oddity(pem));
    }

    #[test]
    fn knows_an_account_number() {
        for number in ["1234567", "12345678", "#1234567", " 123-456-789 ", "\"1234567\""] {
            assert!(oddity(number).contains("account number"), "{number}: {}", oddity(number));
        }
        for other in ["123", "1234567a", "1234567890123", "c0000000-0000-4000-8000"] {
            assert!(!oddity(other).contains("account number"), "{other}: {}", oddity(other));
        }
        let digits = "12345678901234567890123456789012";
        assert_eq!(guid(digits).as_deref(), Some("12345678-9012-3456-7890-123456789012"));
    }
}
