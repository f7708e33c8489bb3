//! E-mail addresses: what a search accepts, and which of them are equal.

use crate::error::{Code, Error, Result};

/// Whether Unicode has an ASCII character for this one in a normal form, as K for the sign for kelvin: the address that it
/// stands in would become that of somebody else. U+37E, U+1FEF and U+212A are all that NFC maps so; of the compatibility
/// forms (NFKC) these are the blocks of letters, digits and punctuation.
fn turns_into_ascii(c: char) -> bool {
    matches!(c,
        '\u{37e}' | '\u{1fef}' | '\u{aa}' | '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{ba}' | '\u{17f}'
        | '\u{2b0}'..='\u{2b8}' | '\u{1d2c}'..='\u{1d6a}' | '\u{2024}'..='\u{2026}' | '\u{2070}'..='\u{209c}'
        | '\u{2100}'..='\u{2125}' | '\u{2128}'..='\u{212a}' | '\u{212c}'..='\u{218b}' | '\u{2460}'..='\u{24ff}'
        | '\u{fb00}'..='\u{fb06}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6b}' | '\u{ff01}'..='\u{ff5e}'
        | '\u{1d400}'..='\u{1d7ff}' | '\u{1f100}'..='\u{1f190}')
}

pub(super) fn checked_email(email: &str) -> Result<String> {
    let email = email.trim();
    if let Some(odd) = email.chars().find(|c| turns_into_ascii(*c)) {
        let message = format!(
            "The option email contains the character U+{:04X}, which looks like another character.",
            u32::from(odd),
        );
        let error = Error::new(Code::OptionInvalid, message);
        return Err(error.with_remedy("Type the address instead of copying it."));
    }
    let parts = email.rsplit_once('@');
    let plausible = parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    let clean = !email.chars().any(|c| c.is_control() || c.is_whitespace());
    if plausible && clean && email.len() <= 320 {
        return Ok(email.to_owned());
    }
    let message = "The option email must be a single e-mail address.";
    Err(Error::new(Code::OptionInvalid, message))
}

/// The cache key of a search: A to Z equal a to z, as in [`select_user`].
/// `given` is checked; `normal` is the same address in Unicode's normal form C.
#[cfg(any(feature = "js", feature = "client", test))]
pub(crate) fn email_key(given: &str, normal: &str) -> Result<String> {
    checked_email(given)?;
    Ok(normal.trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_differ_in_more_than_the_case_of_ascii() {
        let key = |email| email_key(email, email).unwrap();
        assert_eq!(key(" Ann@Example.com "), key("ann@example.COM"));
        for (one, other) in [("\u{c9}ric@x.com", "\u{e9}ric@x.com"), ("\u{130}@x.com", "i@x.com")] {
            assert_ne!(key(one), key(other), "{one}");
        }
    }

    #[test]
    fn look_alikes_of_ascii_are_refused() {
        for c in [
            '\u{212a}',
            '\u{37e}',
            '\u{1fef}',
            '\u{17f}',
            '\u{ff4b}',
            '\u{fb01}',
            '\u{1d5c4}',
            '\u{24da}',
        ] {
            let email = format!("mi{c}e@example.com");
            let error = email_key(&email, &email).unwrap_err();
            assert_eq!(error.code(), Code::OptionInvalid);
            assert!(error.message().contains(&format!("U+{:04X}", u32::from(c))), "{error}");
        }
        for email in [
            "\u{e9}ric@example.com",
            "\u{43a}@example.com",
            "o\u{2019}brien@example.com",
            "\u{212b}ke@x.com",
        ] {
            assert!(checked_email(email).is_ok(), "{email}");
        }
    }
}
