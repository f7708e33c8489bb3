//! Durations among the options, in milliseconds.

use crate::error::{Code, Error, Result};
use crate::protocol::Assertion;
use crate::wire::Json;

/// The durations that an option can mean, in milliseconds. One that is given in seconds is shorter than `least`.
pub(crate) struct Range {
    pub(crate) least: u64,
    pub(crate) most: u64,
    /// Whether 0 is taken too.
    pub(crate) zero: bool,
}

impl Range {
    pub(crate) fn of(name: &str) -> Self {
        const DAY: u64 = 24 * 3_600_000;
        let (least, most, zero) = match name {
            "lifetime" => (Assertion::SHORTEST, Assertion::LONGEST - Assertion::BACKDATE, false),
            "timeout" => (500, DAY, false),
            "refreshMargin" => (10_000, DAY, true),
            _ => (10, DAY, true),
        };
        Self { least, most, zero }
    }

    pub(super) fn check(&self, name: &str, value: &Json<'_>) -> Result<u64> {
        let Self { least, most, zero } = *self;
        let micros = value.thousandths().and_then(|micros| u64::try_from(micros).ok());
        let Some(micros) = micros.filter(|micros| *micros <= most * 1000) else {
            let what = format!("must be a number of milliseconds, from {least} to {most}");
            return Err(out_of_range(name, &what));
        };
        if micros >= least * 1000 || (micros == 0 && zero) {
            return Ok(micros / 1000);
        }
        // The number of microseconds is that of milliseconds, had the caller meant seconds.
        let meant = match micros {
            _ if micros < least => String::new(),
            _ if micros > most => format!(" The maximum is {} minutes.", most / 60_000),
            _ => format!(" For {} seconds, pass {micros}.", decimal(micros)),
        };
        let error = out_of_range(name, &format!("is {}", in_words(micros)));
        Err(error.with_remedy(format!("Pass milliseconds, from {least} to {most}.{meant}")))
    }
}

fn out_of_range(name: &str, what: &str) -> Error {
    let code = if name == "lifetime" { Code::LifetimeInvalid } else { Code::OptionInvalid };
    Error::new(code, format!("The option {name} {what}."))
}

/// A short duration in words. The number is in microseconds.
fn in_words(micros: u64) -> String {
    match micros {
        ..1_000_000 => format!("{} milliseconds", decimal(micros)),
        _ => format!("{} seconds", decimal(micros / 1000)),
    }
}

/// A thousandth part, with the digits behind the point that it has.
fn decimal(thousandths: u64) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
