//! The names by which the client addressed the emulator.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

/// The host as the client addressed it: the `aud` that assertions must have.
pub fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// Whether it is `http` or `https`.
#[derive(Clone, Copy)]
pub struct Scheme(pub &'static str);

/// The origin by which the client addressed the emulator.
pub struct Origin(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let scheme = parts.extensions.get::<Scheme>().map_or("http", |scheme| scheme.0);
        Ok(Self(format!("{scheme}://{}", host(&parts.headers))))
    }
}
