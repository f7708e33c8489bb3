//! Word lists as one text, which is smaller in WebAssembly than a slice of texts.

/// Whether a word is in a space-separated list.
#[inline(never)]
pub(crate) fn has_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}
