//! A web service: `/envelopes` returns the user's envelopes, or redirects to the consent page. Add your own login.

use std::env::var;

use axum::body::Body;
use axum::extract::State;
use axum::http::{self, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Router, routing::get};
use docusign_jwt::{Detail, DocusignAuth, Error, Reqwest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // DOCUSIGN_CLIENT_ID, DOCUSIGN_USER_ID, DOCUSIGN_PRIVATE_KEY, DOCUSIGN_REDIRECT_URI, DOCUSIGN_ENVIRONMENT.
    let auth = DocusignAuth::from_env()?;
    let app = Router::new().route("/envelopes", get(envelopes)).with_state(auth);
    let address = var("LISTEN").unwrap_or_else(|_| "127.0.0.1:8787".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

/// Streams the response of the API.
async fn envelopes(State(auth): State<DocusignAuth<Reqwest>>) -> Result<Response, Problem> {
    let target = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01";
    let response: http::Response<_> = auth.get(target).await?.into();
    Ok(response.map(Body::new))
}

struct Problem(Error);

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self.0.detail() {
            Some(Detail::Consent(needed)) if needed.consent_url.is_some() => {
                Redirect::to(needed.consent_url.as_deref().unwrap_or_default()).into_response()
            }
            _ => (StatusCode::BAD_GATEWAY, self.0.to_string()).into_response(),
        }
    }
}
