//! A map whose entries expire, without a timer.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Each insertion looks at so many entries that have not ended, and at all that have ended before them,
const LIVING: usize = 2;

/// but at no more than this.
const MOST: usize = 64;

struct Entry<V> {
    value: V,
    expires_at: u64,
    /// Which place in the line is this entry's: a key that was removed and set again has an old one too.
    place: u64,
}

/// Each insertion continues where the last one stopped and drops expired entries, in any order.
pub(crate) struct ExpiringMap<V> {
    entries: HashMap<Arc<str>, Entry<V>>,
    line: VecDeque<(Arc<str>, u64)>,
    places: u64,
}

impl<V> Default for ExpiringMap<V> {
    fn default() -> Self {
        Self { entries: HashMap::new(), line: VecDeque::new(), places: 0 }
    }
}

impl<V> ExpiringMap<V> {
    /// The entry, unless it has ended.
    pub(crate) fn live(&self, key: &str, now: u64) -> Option<&V> {
        let entry = self.entries.get(key)?;
        (now < entry.expires_at).then_some(&entry.value)
    }

    /// The entry, also one that has ended.
    pub(crate) fn get(&self, key: &str) -> Option<&V> {
        self.entries.get(key).map(|entry| &entry.value)
    }

    /// As [`get`](Self::get), to change it.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        self.entries.get_mut(key).map(|entry| &mut entry.value)
    }

    pub(crate) fn set(&mut self, key: &Arc<str>, value: V, expires_at: u64, now: u64) {
        if let Some(entry) = self.entries.get_mut(key) {
            entry.value = value;
            entry.expires_at = expires_at;
        } else {
            self.places += 1;
            let entry = Entry { value, expires_at, place: self.places };
            self.entries.insert(Arc::clone(key), entry);
            self.line.push_back((Arc::clone(key), self.places));
        }
        self.sweep(now);
    }

    fn sweep(&mut self, now: u64) {
        let mut living = LIVING;
        for _ in 0..MOST.min(self.line.len()) {
            let Some((key, place)) = self.line.pop_front() else { return };
            match self.entries.get(&key) {
                Some(entry) if entry.place == place && entry.expires_at <= now => {
                    self.entries.remove(&key);
                }
                Some(entry) if entry.place == place => {
                    self.line.push_back((key, place));
                    living -= 1;
                    if living == 0 {
                        return;
                    }
                }
                // It was removed, and perhaps set again.
                _ => {}
            }
        }
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<V> {
        self.entries.remove(key).map(|entry| entry.value)
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: u64 = 365 * 24 * 3_600_000;

    /// The largest size of a map, and of its line, into which an entry comes each millisecond.
    fn largest(lives: impl Fn(u64) -> u64) -> usize {
        let mut map = ExpiringMap::default();
        let mut most = 0;
        for now in 0..100_000 {
            map.set(&format!("key {now}").into(), now, now + lives(now), now);
            most = most.max(map.entries.len()).max(map.line.len());
        }
        for at in (0..100_000).filter(|at| lives(*at) > YEAR) {
            assert_eq!(map.live(&format!("key {at}"), 100_000), Some(&at));
        }
        most
    }

    #[test]
    fn memory_follows_what_is_alive() {
        assert!(largest(|_| 100) <= 250);
        assert!(largest(|_| 0) <= 10);
        assert!(largest(|at| if at < 100 { 10 * YEAR } else { 100 }) <= 600);
        assert!(largest(|at| if at % 1000 == 0 { 10 * YEAR } else { 100 }) <= 600);
        assert!(largest(|at| 1 + (at * 7919) % 200) <= 450);
    }

    #[test]
    fn what_is_removed_and_set_again_leaves_nothing() {
        let mut map = ExpiringMap::default();
        let key: Arc<str> = "same".into();
        for now in 0..10_000 {
            map.set(&key, now, now + 10, now);
            map.remove(&key);
        }
        map.set(&key, 1, 20_000, 10_000);
        assert_eq!(map.live("same", 10_000), Some(&1));
        assert!(map.line.len() < 5, "{}", map.line.len());
    }
}
