//! What a token may do.

use std::fmt;
use std::str::FromStr;

use percent_encoding::percent_decode_str;

use crate::error::{Code, Error, Result};
use crate::wire::{has_word, quoted};

/// Scopes in the order in which they were given, each once.
///
/// The list is open: any word that RFC 6749, section 3.3, allows is one, but for a slip in a scope that
/// Docusign has, such as `signiture`. The scopes that Docusign knows are at
/// <https://developers.docusign.com/platform/auth/reference/scopes>.
///
/// ```
/// use docusign_jwt::{Code, Scopes};
///
/// let scopes: Scopes = "signature impersonation signature".parse()?;
/// assert_eq!(scopes.to_string(), "signature impersonation");
/// assert_eq!(Scopes::new(["click.send", "click.manage"])?.cache_key(), "click.manage click.send");
/// assert_eq!(Scopes::new(["signature,click.send"]).unwrap_err().code(), Code::ScopeInvalid);
/// let slip = Scopes::new(["signiture"]).unwrap_err();
/// assert_eq!(slip.message(), "Scope \"signiture\" is not known; did you mean \"signature\"?");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

/// The scope of nearly every eSignature call.
pub const SIGNATURE: &str = "signature";
/// The scope of acting as a user by JWT.
pub const IMPERSONATION: &str = "impersonation";
/// The scope of reading users by the Admin API.
pub const USER_READ: &str = "user_read";
/// The scope of reading organisations by the Admin API.
pub const ORGANIZATION_READ: &str = "organization_read";

/// The longest known scope has 31 characters; a line of a key has 64.
const LONGEST: usize = 60;

/// More than Docusign has.
const MOST: usize = 100;

/// Scopes that only the token of a user can have.
pub(crate) const OF_USERS: [&str; 5] = [SIGNATURE, IMPERSONATION, "extended", "openid", "cors"];

impl Scopes {
    /// Every scope with a source: Docusign's documentation, or its own samples and collections.
    pub(crate) const KNOWN: &'static str = "signature impersonation extended openid cors click.manage click.send organization_read organization_write \
        organization_sub_account_read organization_sub_account_write group_read permission_read user_read user_write \
        account_read account_write domain_read identity_provider_read user_data_redact asset_group_account_read \
        asset_group_account_clone_read asset_group_account_clone_write connect_org_config_read_api \
        connect_org_config_write_api connect_org_oauth_read_api connect_org_oauth_write_api connect_org_hmac_read_api \
        connect_org_hmac_write_api dtr.rooms.read dtr.rooms.write dtr.documents.read dtr.documents.write \
        dtr.profile.read dtr.profile.write dtr.company.read dtr.company.write room_forms spring_read spring_write \
        content aow_manage adm_store_unified_repo_read adm_store_unified_repo_write document_uploader_read \
        document_uploader_write public_dms_document_read search_read webforms_read webforms_instance_read \
        webforms_instance_write notary_read notary_write";

    /// Scopes, each a word of its own.
    ///
    /// # Errors
    /// [`Code::ScopeInvalid`] for an empty list, and for what is not a scope.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Result<Self> {
        let mut scopes = Vec::new();
        for word in words {
            let word = word.as_ref().trim();
            check(word)?;
            if scopes.len() == MOST {
                return Err(invalid(format!("There are more than {MOST} scopes.")));
            }
            if !scopes.iter().any(|have| have == word) {
                scopes.push(word.to_owned());
            }
        }
        if scopes.is_empty() {
            return Err(invalid("The list of scopes is empty.".to_owned()));
        }
        Ok(Self(scopes))
    }

    /// `signature`.
    #[must_use]
    pub fn signature() -> Self {
        Self(vec![SIGNATURE.to_owned()])
    }

    /// With `impersonation`, which every JWT grant for a user needs.
    #[must_use]
    pub fn with_impersonation(mut self) -> Self {
        if !self.contains(IMPERSONATION) {
            self.0.push(IMPERSONATION.to_owned());
        }
        self
    }

    /// Those that an application without a user can have, which is for the Admin API only; where none
    /// is left, those that looking users up needs.
    #[must_use]
    pub fn for_application(&self) -> Self {
        let left: Vec<String> =
            self.0.iter().filter(|scope| !OF_USERS.contains(&scope.as_str())).cloned().collect();
        if left.is_empty() {
            return Self(vec![ORGANIZATION_READ.to_owned(), USER_READ.to_owned()]);
        }
        Self(left)
    }

    /// Whether the scope is among them.
    #[must_use]
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|have| have == scope)
    }

    /// Each scope.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The set, whatever the order: sorted, with spaces between.
    #[must_use]
    pub fn cache_key(&self) -> String {
        let mut sorted: Vec<&str> = Vec::new();
        for scope in self.iter() {
            // There are few. What sorts many is a hundred times the code.
            sorted.insert(sorted.partition_point(|other| *other < scope), scope);
        }
        sorted.join(" ")
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

impl FromStr for Scopes {
    type Err = Error;

    /// Reads scopes with spaces between them.
    fn from_str(text: &str) -> Result<Self> {
        Self::new(text.split_whitespace()).map_err(|error| respelled(error, text))
    }
}

/// The characters of a scope: those of RFC 6749, section 3.3, without those that stand between scopes or come from
/// encoding them.
fn is_of_scope(c: char) -> bool {
    c.is_ascii_graphic() && !"\"'`\\,;|+%=&<>()[]{}".contains(c)
}

fn check(word: &str) -> Result<()> {
    let shown = || quoted(word, LONGEST);
    let known = |word: &str| has_word(Scopes::KNOWN, word);
    let lower = word.to_ascii_lowercase();
    let reason = if word.is_empty() {
        "A scope is empty.".to_owned()
    } else if word.contains(char::is_whitespace) {
        format!("\"{}\" is several scopes in one text.", shown())
    } else if let Some(odd) = word.chars().find(|c| !is_of_scope(*c)) {
        format!("\"{}\" has the character '{odd}', which no scope has.", shown())
    } else if word.len() > LONGEST {
        format!("A scope has {} characters.", word.len())
    } else if known(word) {
        return Ok(());
    } else if known(&lower) {
        format!("\"{}\" has capitals; Docusign's scopes are in lower case.", shown())
    } else if run_together(&lower).is_some() {
        format!("\"{}\" is several scopes in one word.", shown())
    } else if meant(&lower).is_some() {
        format!("Scope {}", doubt(&lower).unwrap_or_default())
    } else {
        return Ok(());
    };
    Err(respelled(invalid(reason), word))
}

/// The error with the scopes as they are written, where that is clear.
fn respelled(error: Error, text: &str) -> Error {
    match spelling(text) {
        Some(spelling) => error.with_remedy(format!("Write the scopes as \"{spelling}\".")),
        None => error,
    }
}

/// How the scopes that a text means are written; nothing if that is not clear, or the text may be a key.
fn spelling(text: &str) -> Option<String> {
    // What was encoded is encoded again by a link.
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

/// The known scopes of which a word is made, whatever stands between them.
fn run_together(word: &str) -> Option<String> {
    Scopes::KNOWN.split(' ').find_map(|first| {
        if word == first {
            return Some(word.to_owned());
        }
        let rest =
            word.strip_prefix(first)?.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        run_together(rest).map(|rest| format!("{first} {rest}"))
    })
}

/// Why a word may be no scope, as the end of a sentence; nothing for a known scope.
pub(crate) fn doubt(word: &str) -> Option<String> {
    if has_word(Scopes::KNOWN, word) {
        return None;
    }
    let hint = match meant(word) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => "check its spelling".to_owned(),
    };
    Some(format!("\"{}\" is not known; {hint}", quoted(word, LONGEST)))
}

/// The known scope of which a word in lower case is a slip. A word with a digit is none: it may be a new version.
fn meant(word: &str) -> Option<&'static str> {
    if word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Scopes::KNOWN.split(' ').find(|known| {
        let slips = if known.len() < 8 { 1 } else { 2 };
        is_within(slips, word.as_bytes(), known.as_bytes())
    })
}

/// Whether one text becomes another by so many letters that are wrong, missing or too many.
fn is_within(slips: usize, one: &[u8], other: &[u8]) -> bool {
    let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) else {
        return one.len().max(other.len()) <= slips;
    };
    if a == b {
        return is_within(slips, one_rest, other_rest);
    }
    let Some(slips) = slips.checked_sub(1) else { return false };
    is_within(slips, one_rest, other_rest)
        || is_within(slips, one_rest, other)
        || is_within(slips, one, other_rest)
}

fn invalid(message: String) -> Error {
    Error::new(Code::ScopeInvalid, message)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let told = "Scope \"impersonaton\" is not known; did you mean \"impersonation\"?";
        assert_eq!(error.message(), told);
        assert_eq!(doubt("webforms_read"), None);
        assert_eq!(doubt("xyz").unwrap(), "\"xyz\" is not known; check its spelling");
    }

    #[test]
    fn no_known_scope_is_a_slip_of_another() {
        for one in Scopes::KNOWN.split(' ') {
            assert_eq!(one.parse::<Scopes>().unwrap().to_string(), one);
            let others = Scopes::KNOWN.split(' ').filter(|other| *other != one);
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
