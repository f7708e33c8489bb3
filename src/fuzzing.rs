//! Entry points for fuzzing the boundary to JavaScript, only with `--cfg fuzzing`. Not part of the API.
#![allow(missing_docs, reason = "only fuzz/ sees it")]

use crate::error::Result;
use crate::js::option_names;
use crate::js::options::Options;
use crate::js::outbound::ToJson;
use crate::protocol::ConsentOptions;
use crate::settings::Settings;
use crate::wire::json::object::{list, texts};
use crate::wire::{Json, Object};

/// The options of a client, as they cross the boundary.
pub fn client(options: &str) -> Result<Settings> {
    Options::parse(options, &option_names::CLIENT)?.settings()
}

/// The options of a consent URL.
pub fn consent(options: &str) -> Result<ConsentOptions> {
    Options::parse(options, &option_names::CONSENT_URL)?.consent()
}

/// The next step of a diagnosis, after evidence from JavaScript.
pub fn diagnosis(client: &Settings, evidence: &str) -> Result<String> {
    let evidence = crate::js::evidence::evidence_of(evidence)?;
    Ok(crate::diagnostics::diagnose(client, &evidence).to_json())
}

/// JSON as it was read, written again.
pub fn json(text: &str) -> Option<String> {
    Json::parse(text).ok().map(|json| written(&json))
}

fn written(json: &Json<'_>) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Flag(flag) => flag.to_string(),
        Json::Number(number) => number.to_string(),
        Json::Text(text) => {
            let list = texts(&mut std::iter::once(text.as_ref()));
            list.get(1..list.len() - 1).unwrap_or_default().to_owned()
        }
        Json::List(items) => list(&mut items.iter().map(written)),
        Json::Object(members) => {
            let mut object = Object::new();
            members.iter().for_each(|(name, value)| object.json(name, &written(value)));
            object.finish()
        }
    }
}
