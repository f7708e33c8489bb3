//! Pauses after failures and lifetimes of caches, in milliseconds.
//!
//! `tests/vectors/memory.json` has the same figures for `pkg/lib`; the tests of both sides compare with it.

/// After a failed renewal, the valid token is served for this long before the next attempt.
pub(crate) const RENEWAL_PAUSE: u64 = 30_000;

/// If an API refuses a new token too, the client mints no other for this long.
pub(crate) const REFUSED_TOKEN_PAUSE: u64 = 30_000;

/// Every caller gets the same refusal for this long, if it is not transient.
pub(crate) const REFUSAL_MEMORY: u64 = 1000;

/// A clock that goes back by more than this was corrected: the client drops dated entries.
pub(crate) const CLOCK_STEP: u64 = 60_000;

/// The lifetime of cached userinfo and found users.
pub(crate) const USER_MEMORY: u64 = 3_600_000;

/// The time limit of a store call.
#[cfg(feature = "store")]
pub(crate) const STORE_PATIENCE: u64 = 1000;

/// How long a lock lives, and the longest wait for another process's token request.
#[cfg(feature = "store")]
pub(crate) const LOCK_LIFETIME: u64 = 10_000;

/// The first and the shortest interval between reads while waiting.
#[cfg(feature = "store")]
pub(crate) const LOOK_AGAIN: (u64, u64) = (50, 500);

/// A due but valid token, which another process renews, is served for this long before the next read.
#[cfg(feature = "store")]
pub(crate) const DUE_PAUSE: u64 = 5000;

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

    #[cfg(feature = "store")]
    #[test]
    fn stores_have_the_same_time_in_javascript() {
        let table = include_str!("../../tests/vectors/store.json");
        let constants = &serde_json::from_str::<serde_json::Value>(table).unwrap()["constants"];
        assert_eq!(constants["patience"], STORE_PATIENCE);
        assert_eq!(constants["lockLifetime"], LOCK_LIFETIME);
        assert_eq!(constants["lookAgain"], serde_json::json!([LOOK_AGAIN.0, LOOK_AGAIN.1]));
        assert_eq!(constants["duePause"], DUE_PAUSE);
    }
}
