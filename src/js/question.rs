//! The questions of JavaScript to the core, except for keys and operations. One export serves all: each export costs a
//! function on both sides, and engines compile the code of a question only when it is used.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{Code, Error, Result};
use crate::js::asked::Asked;
use crate::js::failure::Thrown;
use crate::js::{address, assertion, diagnosis, key, operation, store};

type Reply = fn(&Asked<'_>) -> Result<String>;

/// By name. `pkg/lib/core/core.js` has the names as a type.
static QUESTIONS: [(&str, Reply); 17] = [
    ("describeClient", super::describe_client),
    ("signingInput", assertion::signing_input),
    ("consentUrl", address::consent_url_of),
    ("adminConsentUrl", address::admin_consent_url_of),
    ("adminConsentHelp", address::admin_consent_help_of),
    ("readRedirect", address::read_redirect_of),
    ("readIdToken", address::read_id_token),
    ("readStored", store::read_stored),
    ("writeStored", store::write_stored),
    ("selectAccount", operation::select_account),
    ("selectUser", operation::select_user),
    ("emailKey", operation::email_key),
    ("explainError", diagnosis::explain_error),
    ("inspectAssertion", diagnosis::inspect_assertion),
    ("diagnose", diagnosis::diagnose_client),
    ("refuseKey", key::refuse_key),
    ("failure", super::failure::failure),
];

/// The reply to a question, or the error of it.
pub(crate) fn reply(question: &str, asked: &Asked<'_>) -> Result<String> {
    match QUESTIONS.iter().find(|(name, _)| *name == question) {
        Some((_, reply)) => reply(asked),
        None => Err(Error::new(Code::Internal, "The core does not know this question.")),
    }
}

/// The reply to a question, mostly JSON. What each takes stands at its function.
#[wasm_bindgen]
pub fn ask(
    question: &str,
    text: &str,
    more: &str,
    extra: Option<String>,
    number: f64,
) -> std::result::Result<String, Thrown> {
    Ok(reply(question, &Asked { text, more, extra: extra.as_deref(), number })?)
}
