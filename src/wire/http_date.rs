//! HTTP dates (RFC 9110, section 5.6.7).

use der::DateTime;

use crate::wire::Find;

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// An HTTP date in one of its three formats, in milliseconds since the epoch. The day of the week is not compared.
pub(crate) fn http_date(text: &str) -> Option<u64> {
    let words = text.split([' ', '-', ',']).filter(|word| !word.is_empty());
    let (day, month, year, time) = match *words.collect::<Vec<_>>().as_slice() {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = MONTHS.index_of(month).filter(|at| month.len() == 3 && at % 3 == 0)? / 3 + 1;
    let year = match (year.len(), number(year)?) {
        (2, year @ ..70) => 2000 + year,
        (2, year) => 1900 + year,
        (_, year) => year,
    };
    let mut parts = time.splitn(3, ':').map(|part| u8::try_from(number(part)?).ok());
    let mut part = || parts.next()?;
    let (hour, minute, second) = (part()?, part()?, part()?);
    let (day, month) = (u8::try_from(number(day)?).ok()?, u8::try_from(month).ok()?);
    let date = DateTime::new(year, month, day, hour, minute, second).ok()?;
    Some(date.unix_duration().as_secs() * 1000)
}

fn number(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_what_httpdate_writes(seconds in 0..253_402_300_799_u64) {
            let text = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
            prop_assert_eq!(http_date(&text), Some(seconds * 1000));
        }

        #[test]
        fn reads_at_least_what_httpdate_reads(text in "(Sun|Sunday|Mon),? (0?6|17|31|32|00|6)[ -](Nov|Feb|nov|ovD)[ -](1994|94|70|69|1969|12345) (08:49:37|24:00:00|08:60:00|8:49:37|08:49)( GMT| UTC|)") {
            let since = httpdate::parse_http_date(&text).ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            if let Some(since) = since {
                prop_assert_eq!(http_date(&text).map(u128::from), Some(since.as_millis()));
            }
        }
    }

    #[test]
    fn has_three_formats() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(http_date(text), Some(784_111_777_000), "{text}");
            assert!(httpdate::parse_http_date(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "soon",
            "7",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT",
            "Sun, 06 ovD 1994 08:49:37 GMT",
            "Sun, 06 Nov 1969 08:49:37 GMT",
        ] {
            assert_eq!(http_date(text), None, "{text}");
        }
    }
}
