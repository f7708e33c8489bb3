//! The origin that the client uses for the emulator.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::http::site::Site;

/// The host in the client's request: the required `aud` of assertions.
pub fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// Whether it is `http` or `https`; an extension of the request.
#[derive(Clone, Copy, Debug)]
pub struct Scheme(pub &'static str);

/// The origin in the client's request.
pub struct Origin(pub String);

impl Origin {
    /// The base URI of accounts: the same origin, except for Docusign's auth hosts.
    pub fn rest(&self) -> &str {
        match self.site() {
            Some(Site::Auth { demo: true }) => "https://demo.docusign.net",
            Some(Site::Auth { demo: false }) => "https://na4.docusign.net",
            _ => &self.0,
        }
    }

    /// The server of the Admin API.
    pub fn admin(&self) -> &str {
        match self.site() {
            Some(Site::Auth { demo: true }) => "https://api-d.docusign.net",
            Some(Site::Auth { demo: false }) => "https://api.docusign.net",
            _ => &self.0,
        }
    }

    fn site(&self) -> Option<Site> {
        self.0.split_once("://").and_then(|(_, host)| Site::of(host))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let scheme = parts.extensions.get::<Scheme>().map_or("http", |scheme| scheme.0);
        Ok(Self(format!("{scheme}://{}", host(&parts.headers))))
    }
}
