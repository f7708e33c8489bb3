//! A log of JSON entries, the oldest first. Its size is limited: new entries push out the oldest.

use std::collections::VecDeque;

use serde_json::Value;

/// The overhead of an entry.
const OVERHEAD: usize = size_of::<String>() + 16;

/// Entries with a total of at most `MOST` bytes.
#[derive(Default)]
pub struct Journal<const MOST: usize> {
    entries: VecDeque<String>,
    bytes: usize,
}

impl<const MOST: usize> Journal<MOST> {
    pub fn push(&mut self, entry: &Value) {
        let entry = entry.to_string();
        self.bytes += size(&entry);
        self.entries.push_back(entry);
        while self.bytes > MOST
            && let Some(oldest) = self.entries.pop_front()
        {
            self.bytes -= size(&oldest);
        }
    }

    /// The array of all entries.
    pub fn to_json(&self) -> String {
        let mut text = String::with_capacity(self.bytes + 2);
        for (at, entry) in self.entries.iter().enumerate() {
            text.push(if at == 0 { '[' } else { ',' });
            text.push_str(entry);
        }
        text.push_str(if self.entries.is_empty() { "[]" } else { "]" });
        text
    }
}

fn size(entry: &str) -> usize {
    entry.len() + OVERHEAD
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<const MOST: usize>(journal: &Journal<MOST>) -> Vec<Value> {
        serde_json::from_str(&journal.to_json()).unwrap()
    }

    #[test]
    fn keeps_the_order_and_the_text() {
        let mut journal = Journal::<1000>::default();
        assert_eq!(read(&journal), Vec::<Value>::new());
        let odd = Value::from("\"]\u{0}é\n[");
        for entry in [odd.clone(), 2.into(), Value::Null] {
            journal.push(&entry);
        }
        assert_eq!(read(&journal), [odd, 2.into(), Value::Null]);
    }

    #[test]
    fn is_bounded_in_bytes_whatever_the_entries_are() {
        for length in [0, 1, 300, 999, 5000] {
            let mut journal = Journal::<1000>::default();
            for number in 0..2000 {
                journal.push(&format!("{number} {}", "x".repeat(length)).into());
                let held: usize = journal.entries.iter().map(|entry| size(entry)).sum();
                assert!(held <= 1000 && held == journal.bytes, "{length}: {held}");
            }
            let kept = read(&journal);
            // The newest entry is kept, unless it alone is too large.
            let newest = kept.last().and_then(Value::as_str).unwrap_or_default();
            assert_eq!(newest.starts_with("1999 "), length < 900, "{length}");
        }
        // An entry that is too large does not block later ones.
        let mut journal = Journal::<1000>::default();
        journal.push(&"x".repeat(2000).into());
        journal.push(&1.into());
        assert_eq!(read(&journal), [1]);
    }

    #[test]
    fn many_small_entries_are_bounded_by_what_they_take() {
        let mut journal = Journal::<1000>::default();
        for _ in 0..1000 {
            journal.push(&Value::Null);
        }
        assert!(journal.entries.len() <= 1000 / OVERHEAD, "{}", journal.entries.len());
    }
}
