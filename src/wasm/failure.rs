//! Errors on their way to JavaScript, as JSON: class, code, message, remedy, and the facts beside them.

use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::JsValue;

use crate::{Code, Error};

/// An error that is thrown into JavaScript.
pub struct Thrown(Error);

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<Thrown> for JsValue {
    fn from(Thrown(error): Thrown) -> Self {
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
        Self::from_str(&fields.to_string())
    }
}

/// A value as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|_| Error::new(Code::Internal, "A value could not be written as JSON."))
}
