//! Times in the format of the eSignature REST API.

use time::format_description::well_known::Iso8601;
use time::{Date, OffsetDateTime, PrimitiveDateTime};

/// Milliseconds since the epoch, as `2026-11-24T12:00:00.1230000Z`.
pub fn shown(millis: u64) -> String {
    let at = OffsetDateTime::from_unix_timestamp((millis / 1000) as i64);
    let at = at.unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    let millis = millis % 1000;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}0000Z")
}

/// Reads a date, or a date with a time; without an offset it is UTC.
pub fn read(text: &str) -> Option<u64> {
    // In a query, an unencoded `+` arrives as a space.
    let text = text.trim().replace(' ', "+");
    let format = &Iso8601::PARSING;
    let at = OffsetDateTime::parse(&text, format)
        .or_else(|_| PrimitiveDateTime::parse(&text, format).map(PrimitiveDateTime::assume_utc))
        .or_else(|_| Date::parse(&text, format).map(|date| date.midnight().assume_utc()))
        .ok()?;
    u64::try_from(at.unix_timestamp_nanos() / 1_000_000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_shows_and_what_people_write() {
        let noon = 1_795_521_600_123;
        assert_eq!(shown(noon), "2026-11-24T12:00:00.1230000Z");
        for text in ["2026-11-24T12:00:00.1230000Z", "2026-11-24T13:00:00.123+01:00"] {
            assert_eq!(read(text), Some(noon), "{text}");
        }
        assert_eq!(read("2026-11-24T13:00:00.123 01:00"), Some(noon));
        assert_eq!(read("2026-11-24T12:00:00"), Some(1_795_521_600_000));
        assert_eq!(read("2026-11-24"), Some(1_795_478_400_000));
        for odd in ["", "yesterday", "24.11.2026", "2026-13-01"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
