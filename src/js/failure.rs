//! Errors for JavaScript, as JSON: class, code, message, remedy, and facts.

use wasm_bindgen::JsValue;

use crate::error::{Code, Detail, Error, ErrorResponse, Result};
use crate::js::asked::Asked;
use crate::js::outbound::ToJson;
use crate::wire::Object;

/// An error that is thrown into JavaScript.
#[derive(Debug)]
pub struct Thrown(Error);

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        Self::from_str(&thrown.to_json())
    }
}

impl Thrown {
    fn to_json(&self) -> String {
        let error = &self.0;
        let mut fields = Object::new();
        fields.text("class", error.kind().class_name());
        fields.text("code", error.code().as_str());
        fields.text("message", error.message());
        fields.text("remedy", error.remedy());
        if let Some(detail) = error.detail() {
            write(detail, &mut fields);
        }
        fields.finish()
    }
}

/// Adds the facts of an error.
fn write(detail: &Detail, fields: &mut Object) {
    match detail {
        Detail::Consent(needed) => {
            fields.optional_text("consentUrl", needed.consent_url.as_deref());
            fields.text("adminConsentHelp", &needed.admin_consent_help);
            fields.texts("scopes", &mut needed.scopes.iter().map(String::as_str));
            fields.optional_text("userId", needed.user_id.as_deref());
            needed.answer.write(fields);
        }
        Detail::OAuth(response) => response.write(fields),
        Detail::Network(failure) => {
            fields.flag("timeout", failure.timeout);
            fields.flag("aborted", failure.aborted);
        }
        Detail::Candidates { candidates } => fields.json("candidates", &candidates.to_json()),
        Detail::Accounts { accounts } => {
            fields.texts("accounts", &mut accounts.iter().map(String::as_str));
        }
    }
}

/// An error that arises in JavaScript, with the class and the remedy of its code in `text` and the message in `more`.
pub(super) fn failure(asked: &Asked<'_>) -> Result<String> {
    let code = Code::ALL.iter().find(|known| known.as_str() == asked.text);
    Ok(Thrown(Error::new(code.copied().unwrap_or(Code::Internal), asked.more)).to_json())
}

impl ErrorResponse {
    /// Adds the fields of the response to an object.
    pub(super) fn write(&self, object: &mut Object) {
        object.text_or_null("error", self.error.as_deref());
        object.text_or_null("errorDescription", self.error_description.as_deref());
        object.optional_number("status", self.status.map(u64::from));
        object.optional_number("retryAfter", self.retry_after);
        object.optional_text("trace", self.trace.as_deref());
    }
}
