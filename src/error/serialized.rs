//! Errors for logs and for the responses of a service, with serde.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Call, Code, Error, ErrorKind};

/// As [`Code::as_str`].
impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// As [`ErrorKind::class_name`].
impl Serialize for ErrorKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.class_name())
    }
}

/// As [`Call::as_str`].
impl Serialize for Call {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// As a map with `code`, `message`, `remedy` and `consent_url`, which may be `null`.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut error = serializer.serialize_struct("Error", 4)?;
        error.serialize_field("code", &self.code())?;
        error.serialize_field("message", self.message())?;
        error.serialize_field("remedy", self.remedy())?;
        error.serialize_field("consent_url", &self.consent_url())?;
        error.end()
    }
}
