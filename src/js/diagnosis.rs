//! Assertions taken apart, errors explained, set-ups diagnosed.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::Thrown;
use crate::diagnostics::{AssertionReport, ErrorExplanation, diagnose};
use crate::js::evidence::evidence_of;
use crate::js::option_names;
use crate::js::options::Options;
use crate::wire::ToJson;

/// Takes an assertion apart, and checks it at `now`: `environment`.
#[wasm_bindgen(js_name = inspectAssertion)]
pub fn inspect_assertion(assertion: &str, options: &str, now: f64) -> Result<String, Thrown> {
    let mut options = Options::parse(options, &option_names::INSPECTION)?;
    let environment = options.optional_environment()?;
    Ok(AssertionReport::read(assertion, millis(now)?, environment.as_ref())?.to_json())
}

/// Explains a text that tells of an error, with what is known of the request.
#[wasm_bindgen(js_name = explainError)]
pub fn explain_error(text: &str, status: Option<u16>, request: &str) -> Result<String, Thrown> {
    Ok(ErrorExplanation::of_request(text, status, request)?.to_json())
}

/// What to find out next about a client, or what is wrong with it: out of the answers so far.
#[wasm_bindgen(js_name = diagnose)]
pub fn diagnose_client(settings: &str, evidence: &str) -> Result<String, Thrown> {
    let settings = super::client(settings)?;
    let evidence = evidence_of(evidence)?;
    Ok(diagnose(&settings, &evidence).to_json())
}
