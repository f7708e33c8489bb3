//! A copy in lower case, in which words are looked for.

use zeroize::Zeroizing;

/// The text in ASCII lower case. It is wiped: what stands in an option may be a key.
pub(crate) fn lower(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_ascii_lowercase())
}
