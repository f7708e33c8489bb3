//! Which literals are texts for a reader.

/// Whether a text has two words in a row: most keys, paths and parts of protocols have none.
pub fn is_prose(text: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_end_matches(['.', ',', ':', ';', '?']);
        word.len() >= 2 && word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-')
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| pair.iter().all(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_has_two_words_in_a_row() {
        for text in ["There is no option {}.", "Did you mean {here}?", "no file"] {
            assert!(is_prose(text), "{text}");
        }
        for text in ["", "privateKey", "a b", "/oauth/token", "--flag VALUE1", "{} s"] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
