//! Assertions taken apart, errors explained, set-ups diagnosed.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::Thrown;
use crate::diagnostics::{AssertionReport, AssertionWarning, ErrorExplanation, diagnose};
use crate::error::{Call, Cause};
use crate::js::evidence::evidence_of;
use crate::js::option_names;
use crate::js::options::Options;
use crate::js::outbound::ToJson;
use crate::wire::Object;
use crate::wire::json::object::list;

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

impl ToJson for AssertionReport {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.json("header", &self.header);
        object.json("claims", &self.claims);
        object.json("warnings", &list(&mut self.warnings.iter().map(AssertionWarning::to_json)));
        object.finish()
    }
}

impl ToJson for AssertionWarning {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("field", self.field);
        object.text("message", &self.message);
        object.finish()
    }
}

impl ToJson for ErrorExplanation {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("code", self.code.as_str());
        object.text("meaning", self.meaning);
        object.optional_text("call", self.call.map(Call::as_str));
        let is_known = self.call.is_some();
        object.json("causes", &list(&mut self.causes.iter().map(|one| cause_json(one, is_known))));
        object.text("remedy", &self.remedy);
        self.answer.write(&mut object);
        object.finish()
    }
}

/// A cause as JSON. Where the error's call is unknown, the text says for which call the cause is.
fn cause_json(cause: &Cause, is_call_known: bool) -> String {
    let mut object = Object::new();
    match cause.call.filter(|_| !is_call_known) {
        Some(call) => object.text("cause", &format!("{}: {}", call.label(), cause.cause)),
        None => object.text("cause", cause.cause),
    }
    object.text("remedy", cause.remedy);
    object.optional_text("call", cause.call.map(Call::as_str));
    object.finish()
}
