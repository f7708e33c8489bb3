//! Errors on their way to JavaScript, as JSON: class, code, message, remedy, and the facts beside them.

use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Code, Error};

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
        let mut fields = serde_json::json!({
            "class": error.kind().class_name(),
            "code": error.code().as_str(),
            "message": error.message(),
            "remedy": error.remedy(),
        });
        if let (Value::Object(fields), Some(detail)) = (&mut fields, error.detail())
            && let Ok(Value::Object(more)) = serde_json::to_value(detail)
        {
            fields.extend(more);
        }
        fields.to_string()
    }
}

/// A value as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|_| Error::new(Code::Internal, "A value could not be written as JSON."))
}

/// An error that arises in JavaScript, with the class and the remedy of its code.
#[wasm_bindgen]
pub fn failure(code: &str, message: &str) -> String {
    let code = Code::ALL.iter().find(|known| known.as_str() == code);
    Thrown(Error::new(code.copied().unwrap_or(Code::Internal), message)).to_json()
}
