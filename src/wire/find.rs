//! Search for a text in a text. The search of `str` is made for long needles, and its slices can panic, which takes 5 KB of a
//! packed module.

use std::iter;

/// The search for a text.
pub(crate) trait Find {
    /// The position of the first `needle`.
    fn index_of(&self, needle: &str) -> Option<usize>;

    /// Whether `needle` is in the text.
    fn includes(&self, needle: &str) -> bool;

    /// Whether the character is in the text.
    fn includes_char(&self, one: char) -> bool;

    /// The texts before and behind the first `needle`.
    fn cut(&self, needle: &str) -> Option<(&str, &str)>;

    /// The texts before, between and behind the separators.
    fn pieces(&self, separator: &str) -> impl Iterator<Item = &str>;

    /// The text with `to` in place of each `from`.
    fn replaced(&self, from: &str, to: &str) -> String;
}

impl Find for str {
    #[inline(never)]
    fn index_of(&self, needle: &str) -> Option<usize> {
        let (text, needle) = (self.as_bytes(), needle.as_bytes());
        let Some(first) = needle.first() else { return Some(0) };
        let mut rest = text;
        loop {
            rest = rest.get(rest.iter().position(|byte| byte == first)?..)?;
            if rest.starts_with(needle) {
                return Some(text.len() - rest.len());
            }
            rest = rest.get(1..)?;
        }
    }

    fn includes(&self, needle: &str) -> bool {
        self.index_of(needle).is_some()
    }

    #[inline(never)]
    fn includes_char(&self, one: char) -> bool {
        self.chars().any(|c| c == one)
    }

    #[inline(never)]
    fn cut(&self, needle: &str) -> Option<(&str, &str)> {
        let at = self.index_of(needle)?;
        self.get(..at).zip(self.get(at + needle.len()..))
    }

    fn pieces(&self, separator: &str) -> impl Iterator<Item = &str> {
        let mut rest = Some(self);
        iter::from_fn(move || {
            let text = rest?;
            let (piece, behind) = text.cut(separator).map_or((text, None), |(a, b)| (a, Some(b)));
            rest = behind;
            Some(piece)
        })
    }

    #[inline(never)]
    fn replaced(&self, from: &str, to: &str) -> String {
        let mut replaced = String::with_capacity(self.len());
        for (n, piece) in self.pieces(from).enumerate() {
            replaced.push_str(if n == 0 { "" } else { to });
            replaced.push_str(piece);
        }
        replaced
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_what_str_finds(text in "[-aé]{0,12}", needle in "[-aé]{1,3}") {
            prop_assert_eq!(text.index_of(&needle), text.find(&needle));
            prop_assert_eq!(text.includes(&needle), text.contains(&needle));
            prop_assert_eq!(text.includes_char('é'), text.contains('é'));
            prop_assert_eq!(text.cut(&needle), text.split_once(&needle));
            prop_assert_eq!(text.replaced(&needle, "b"), text.replace(&needle, "b"));
            let pieces: Vec<&str> = text.pieces(&needle).collect();
            prop_assert_eq!(pieces, text.split(&needle).collect::<Vec<_>>());
        }
    }
}
