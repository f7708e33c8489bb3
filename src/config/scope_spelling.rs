//! The spelling of scopes: what a text means, and which word is misspelled.

use percent_encoding::percent_decode_str;

use crate::config::known_scopes::KNOWN_SCOPES;
use crate::error::{Code, Error, Result};
use crate::wire::{has_word, is_within, quoted};

/// The longest known scope has 31 characters; a line of a key has 64.
const LONGEST: usize = 60;

/// More than Docusign has.
pub(super) const MOST: usize = 100;

/// The characters of a scope: those of RFC 6749, section 3.3, without separators and characters of an encoding.
fn is_of_scope(c: char) -> bool {
    c.is_ascii_graphic() && !"\"'`\\,;|+%=&<>()[]{}".contains(c)
}

pub(super) fn check(word: &str) -> Result<()> {
    let shown = || quoted(word, LONGEST);
    let known = |word: &str| has_word(KNOWN_SCOPES, word);
    let lower = word.to_ascii_lowercase();
    let reason = if word.is_empty() {
        "A scope is empty.".to_owned()
    } else if word.contains(char::is_whitespace) {
        format!("\"{}\" contains several scopes in one string.", shown())
    } else if let Some(odd) = word.chars().find(|c| !is_of_scope(*c)) {
        format!("\"{}\" contains the character '{odd}', which is not allowed in a scope.", shown())
    } else if word.len() > LONGEST {
        format!("A scope has {} characters.", word.len())
    } else if known(word) {
        return Ok(());
    } else if known(&lower) {
        format!("\"{}\" contains capitals. Docusign's scopes are lower case.", shown())
    } else if run_together(&lower).is_some() {
        format!("\"{}\" contains several scopes without spaces.", shown())
    } else if meant(&lower).is_some() {
        format!("Scope {}", doubt(&lower).unwrap_or_default())
    } else {
        return Ok(());
    };
    Err(respelled(invalid(reason), word))
}

/// Adds the correct spelling to the error, if it is clear.
pub(super) fn respelled(error: Error, text: &str) -> Error {
    match spelling(text) {
        Some(spelling) => error.with_remedy(format!("Write the scopes as \"{spelling}\".")),
        None => error,
    }
}

/// The correct spelling of the scopes in a text; `None` if it is not clear, or if the text may be a key.
fn spelling(text: &str) -> Option<String> {
    // A link encodes an encoded text again.
    let text = text.replace("%25", "%");
    let decoded = percent_decode_str(&text).decode_utf8().ok()?.to_ascii_lowercase();
    let words = match decoded.find("scope") {
        Some(at) => match decoded[at..].split_once('=') {
            Some((_, behind)) => behind.split('&').next().unwrap_or_default(),
            None => decoded.as_str(),
        },
        None => decoded.as_str(),
    };
    let mut spelling = String::new();
    for word in words.split(|c: char| !is_of_scope(c)).take(MOST) {
        if word.len() > LONGEST {
            return None;
        }
        if !word.is_empty() && !word.starts_with("scope") {
            spelling.push_str(if spelling.is_empty() { "" } else { " " });
            let words = run_together(word);
            spelling.push_str(words.as_deref().or_else(|| meant(word)).unwrap_or(word));
        }
    }
    let clear = !spelling.is_empty() && quoted(&spelling, spelling.len()) == spelling;
    clear.then_some(spelling)
}

/// The known scopes that a word joins, with any separators.
fn run_together(word: &str) -> Option<String> {
    KNOWN_SCOPES.split(' ').find_map(|first| {
        if word == first {
            return Some(word.to_owned());
        }
        let rest =
            word.strip_prefix(first)?.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        run_together(rest).map(|rest| format!("{first} {rest}"))
    })
}

/// Why a word may not be a scope, as the end of a sentence; `None` for a known scope.
pub(crate) fn doubt(word: &str) -> Option<String> {
    if has_word(KNOWN_SCOPES, word) {
        return None;
    }
    let hint = match meant(word) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => "check its spelling".to_owned(),
    };
    Some(format!("\"{}\" is not a known scope; {hint}", quoted(word, LONGEST)))
}

/// The known scope that a word in lower case misspells. A word with a digit may be a new version, not a
/// misspelling.
fn meant(word: &str) -> Option<&'static str> {
    if word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    KNOWN_SCOPES.split(' ').find(|known| {
        let slips = if known.len() < 8 { 1 } else { 2 };
        is_within(slips, word.as_bytes(), known.as_bytes())
    })
}

pub(super) fn invalid(message: String) -> Error {
    Error::new(Code::ScopeInvalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Scopes;

    #[test]
    fn shows_the_spelling_that_is_meant() {
        for text in [
            "signature%20impersonation",
            "signature;impersonation",
            "signature; impersonation",
            "signature,impersonation",
            "signature, impersonation",
            "signature+impersonation",
            "signature|impersonation",
            "scope=signature%20impersonation",
            "https://x/oauth/auth?scope=signature+impersonation",
            "[\"signature\",\"impersonation\"]",
            "['signature', 'impersonation']",
            "Signature Impersonation",
            "SIGNATURE impersonation",
            "\"signature impersonation\"",
            "signature%2520impersonation",
            "signature%2Cimpersonation",
            "scope=signature+impersonation&client_id=x",
            "scopes=signature,impersonation",
            "signature/impersonation",
            "signature:impersonation",
            "signature.impersonation",
            "signature-impersonation",
            "signature_impersonation",
            "signatureimpersonation",
            "signature&impersonation",
        ] {
            let error = text.parse::<Scopes>().unwrap_err();
            assert_eq!(error.code(), Code::ScopeInvalid, "{text}");
            assert_eq!(
                error.remedy(),
                "Write the scopes as \"signature impersonation\".",
                "{text}"
            );
        }
        let error = Scopes::new(["signature impersonation"]).unwrap_err();
        assert_eq!(error.remedy(), "Write the scopes as \"signature impersonation\".");
        for (text, spelling) in [
            ("Click.Send;user_read", "click.send user_read"),
            ("dtr.rooms.read,dtr.rooms.write", "dtr.rooms.read dtr.rooms.write"),
            ("User_Read", "user_read"),
            ("a;b", "a b"),
        ] {
            let error = text.parse::<Scopes>().unwrap_err();
            assert_eq!(error.remedy(), format!("Write the scopes as \"{spelling}\"."), "{text}");
        }
    }

    #[test]
    fn a_key_in_place_of_scopes_is_not_shown() {
        let pem = include_str!("../../emulator/fixtures/integration.pem");
        for text in [pem.to_owned(), pem.replace('\n', ""), pem.replace('\n', ",")] {
            let error = text.parse::<Scopes>().unwrap_err();
            let told = error.to_string();
            assert!(told.len() < 300, "{told}");
            let line = pem.lines().nth(4).unwrap();
            for part in [&line[..12], &line[40..52]] {
                assert!(!told.contains(part) && !told.contains(&part.to_lowercase()), "{told}");
            }
        }
    }

    #[test]
    fn a_slip_in_a_known_scope_is_named() {
        for (text, meant) in [
            ("signiture", "signature"),
            ("signture impersonation", "signature impersonation"),
            ("signatures", "signature"),
            ("isgnature", "signature"),
            ("Signiture", "signature"),
            ("signature impersonaton", "signature impersonation"),
            ("extend", "extended"),
            ("open_id", "openid"),
            ("user.read", "user_read"),
            ("click_send", "click.send"),
            ("dtr.room.read", "dtr.rooms.read"),
            ("signature,impersonaton", "signature impersonation"),
        ] {
            let error = text.parse::<Scopes>().unwrap_err();
            assert_eq!(error.code(), Code::ScopeInvalid, "{text}");
            assert_eq!(error.remedy(), format!("Write the scopes as \"{meant}\"."), "{text}");
        }
        let error = "signature impersonaton".parse::<Scopes>().unwrap_err();
        let told = "Scope \"impersonaton\" is not a known scope; did you mean \"impersonation\"?";
        assert_eq!(error.message(), told);
        assert_eq!(doubt("webforms_read"), None);
        assert_eq!(doubt("xyz").unwrap(), "\"xyz\" is not a known scope; check its spelling");
    }

    #[test]
    fn no_known_scope_is_a_slip_of_another() {
        for one in KNOWN_SCOPES.split(' ') {
            assert_eq!(one.parse::<Scopes>().unwrap().to_string(), one);
            let others = KNOWN_SCOPES.split(' ').filter(|other| *other != one);
            for other in others {
                assert!(!is_within(2, one.as_bytes(), other.as_bytes()), "{one} {other}");
            }
        }
    }

    #[test]
    fn unknown_scopes_pass() {
        for text in [
            "click.manage dtr.rooms.read",
            "signature\nimpersonation",
            "urn:x:y",
            "Custom_Scope",
            "user_read_all",
            "signature2",
            "signature_read",
            "template_write",
            "https://example.com/scope",
        ] {
            assert!(text.parse::<Scopes>().is_ok(), "{text}");
        }
    }
}
