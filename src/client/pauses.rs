//! How long the client leaves alone what went wrong, and what it remembers, in milliseconds.
//!
//! `tests/vectors/memory.json` holds the same figures for `pkg/lib`; the tests of both sides compare themselves with it.

/// A token that could not be renewed is served for this long before the next attempt.
pub(crate) const RENEWAL_PAUSE: u64 = 30_000;

/// When APIs refuse a fresh token too, the client mints no other one for this long.
pub(crate) const REFUSED_TOKEN_PAUSE: u64 = 30_000;

/// A refusal that is not transient is every caller's answer for this long.
pub(crate) const REFUSAL_MEMORY: u64 = 1000;

/// A clock that goes back by more than this has been corrected: the client forgets what it dated.
pub(crate) const CLOCK_STEP: u64 = 60_000;

/// The client remembers userinfo and the users that it found for this long.
pub(crate) const USER_MEMORY: u64 = 3_600_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_scenarios_has_the_same_figures() {
        let table = include_str!("../../tests/vectors/memory.json");
        let table: serde_json::Value = serde_json::from_str(table).unwrap();
        for (name, value) in [
            ("renewalPause", RENEWAL_PAUSE),
            ("refusedTokenPause", REFUSED_TOKEN_PAUSE),
            ("refusalMemory", REFUSAL_MEMORY),
            ("clockStep", CLOCK_STEP),
            ("userMemory", USER_MEMORY),
        ] {
            assert_eq!(table["constants"][name], value, "{name}");
        }
    }
}
