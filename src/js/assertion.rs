//! Assertions: the bytes to sign, and the signed whole.

use wasm_bindgen::prelude::wasm_bindgen;

use super::failure::Thrown;
use crate::error::{Code, Error, Result};
use crate::js::option_names;
use crate::js::options::Options;
use crate::protocol::{Assertion, check_unit};

/// The signing input of an assertion at `now`, in milliseconds since the epoch.
#[wasm_bindgen(js_name = signingInput)]
pub fn signing_input(options: &str, now: f64) -> std::result::Result<String, Thrown> {
    let mut options = Options::parse(options, &option_names::ASSERTION)?;
    let settings = options.settings()?;
    let lifetime = options.optional_duration("lifetime")?;
    let assertion = settings.assertion();
    let assertion = match lifetime {
        Some(lifetime) => assertion.lifetime(lifetime)?,
        None => assertion,
    };
    Ok(assertion.signing_input(millis(now)?)?)
}

/// The compact form (RFC 7515, section 7.1) of a signing input and its signature.
#[wasm_bindgen(js_name = joinAssertion)]
pub fn join_assertion(signing_input: &str, signature: &[u8]) -> String {
    Assertion::join(signing_input, signature)
}

/// JavaScript's number as milliseconds since the epoch.
pub(super) fn millis(now: f64) -> Result<u64> {
    if now.is_finite() && (0.0..9e15).contains(&now) {
        let now = now as u64;
        check_unit(now)?;
        return Ok(now);
    }
    Err(Error::new(Code::ClockInvalid, "The clock shows no number of milliseconds since 1970."))
}
