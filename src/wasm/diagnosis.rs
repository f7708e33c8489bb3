//! Assertions taken apart, errors explained.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::{Thrown, json};
use crate::client::Options;
use crate::{AssertionReport, ErrorExplanation};

/// Takes an assertion apart, and checks it at `now`: `environment`.
#[wasm_bindgen(js_name = inspectAssertion)]
pub fn inspect_assertion(assertion: &str, options: &str, now: f64) -> Result<String, Thrown> {
    let mut options = Options::parse(options, &["environment"])?;
    let environment = options.optional_environment()?;
    Ok(json(&AssertionReport::read(assertion, millis(now)?, environment.as_ref())?)?)
}

/// Explains a text that tells of an error.
#[wasm_bindgen(js_name = explainError)]
pub fn explain_error(text: &str, status: Option<u16>) -> Result<String, Thrown> {
    Ok(json(&ErrorExplanation::read(text, status)?)?)
}
