//! Lists of words as one text: a list of texts costs the core a pointer, a length and a loop more for each use.

/// Whether a word is in a list whose words have a space between them.
#[inline(never)]
pub(crate) fn has_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}
