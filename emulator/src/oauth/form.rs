//! The form of a token request.

use axum::http::{HeaderMap, header};

/// A form without repeated parameters.
pub struct Form(Vec<(String, String)>);

impl Form {
    pub fn read(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let kind = content_type.split(';').next()?.trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return None;
        }
        std::str::from_utf8(body).ok()?;
        let pairs: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        let repeated = pairs.iter().enumerate().any(|(at, (name, _))| {
            pairs.get(..at).is_some_and(|before| before.iter().any(|(have, _)| have == name))
        });
        (!repeated).then_some(Self(pairs))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(have, value)| have == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }
}
