//! Assertions: the bytes to sign.

use crate::error::{Code, Error, Result};
use crate::js::asked::Asked;
use crate::js::option_names;
use crate::js::options::Options;
use crate::protocol::check_unit;

/// The signing input of an assertion of the options in `text` at `number`, in milliseconds since the epoch.
pub(super) fn signing_input(asked: &Asked<'_>) -> Result<String> {
    let mut options = Options::parse(asked.text, &option_names::ASSERTION)?;
    let settings = options.settings()?;
    let lifetime = options.optional_duration("lifetime")?;
    let assertion = settings.assertion();
    let assertion = match lifetime {
        Some(lifetime) => assertion.lifetime(lifetime)?,
        None => assertion,
    };
    assertion.signing_input(millis(asked.number)?)
}

/// JavaScript's number as milliseconds since the epoch.
pub(super) fn millis(now: f64) -> Result<u64> {
    if now.is_finite() && (0.0..9e15).contains(&now) {
        let now = now as u64;
        check_unit(now)?;
        return Ok(now);
    }
    Err(Error::new(Code::ClockInvalid, "The time is not a number of milliseconds since 1970."))
}
