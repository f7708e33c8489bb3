//! Inspects assertions, explains errors, diagnoses setups.

use super::assertion::millis;
use crate::diagnostics::{AssertionReport, AssertionWarning, ErrorExplanation, diagnose};
use crate::error::{Call, Cause, Result};
use crate::js::asked::Asked;
use crate::js::evidence::evidence_of;
use crate::js::option_names;
use crate::js::options::Options;
use crate::js::outbound::ToJson;
use crate::wire::Object;
use crate::wire::json::object::list;

/// Decodes the assertion in `text`, and checks it at `number` with the options in `more`: `environment`.
pub(super) fn inspect_assertion(asked: &Asked<'_>) -> Result<String> {
    let mut options = Options::parse(asked.more, &option_names::INSPECTION)?;
    let environment = options.optional_environment()?;
    let now = millis(asked.number)?;
    Ok(AssertionReport::read(asked.text, now, environment.as_ref())?.to_json())
}

/// Explains the error in `text`. `more` describes the request; `number` is the status, or 0 if it is unknown.
pub(super) fn explain_error(asked: &Asked<'_>) -> Result<String> {
    let status = Some(asked.number as u16).filter(|status| *status != 0);
    Ok(ErrorExplanation::of_request(asked.text, status, asked.more)?.to_json())
}

/// Returns the next question about the client in `text`, or the fault, from the answers in `more`.
pub(super) fn diagnose_client(asked: &Asked<'_>) -> Result<String> {
    let settings = super::client(asked.text)?;
    let evidence = evidence_of(asked.more)?;
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
