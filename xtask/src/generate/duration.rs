//! Durations in words.

/// The units, with how many milliseconds they have.
const UNITS: [(u64, &str); 4] =
    [(86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute"), (1000, "second")];

/// "10 minutes" for 600000; `None` for a fraction of a second.
pub fn in_words(milliseconds: u64) -> Option<String> {
    let (size, unit) = UNITS
        .into_iter()
        .find(|(size, _)| milliseconds > 0 && milliseconds.is_multiple_of(*size))?;
    let count = milliseconds / size;
    Some(format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn the_largest_unit_that_fits() {
        for (milliseconds, words) in [
            (0, None),
            (250, None),
            (1500, None),
            (1000, Some("1 second")),
            (90_000, Some("90 seconds")),
            (3_300_000, Some("55 minutes")),
            (86_400_000, Some("1 day")),
        ] {
            assert_eq!(in_words(milliseconds).as_deref(), words);
        }
    }
}
