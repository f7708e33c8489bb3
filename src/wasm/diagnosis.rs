//! Assertions taken apart, errors explained, set-ups diagnosed.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::{Thrown, json};
use crate::client::Options;
use crate::diagnosis::{evidence_of, to_json};
use crate::{AssertionReport, ErrorExplanation, diagnose};

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

/// What to find out next about a client, or what is wrong with it: out of the answers so far.
#[wasm_bindgen(js_name = diagnose)]
pub fn diagnose_client(client: &str, evidence: &str) -> Result<String, Thrown> {
    let client = super::client(client)?;
    let evidence = evidence_of(evidence)?;
    Ok(to_json(&diagnose(&client, &evidence)).to_string())
}
