//! `POST /oauth/token`: reads the form, and selects the grant.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::http::{host, oauth_error};
use crate::oauth::form::Form;
use crate::oauth::{code_grant, jwt_grant};
use crate::state::Emulator;

pub async fn post(State(emulator): State<Emulator>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(form) = Form::read(&headers, &body) else {
        return oauth_error("invalid_request", None);
    };
    match form.get("grant_type") {
        Some("urn:ietf:params:oauth:grant-type:jwt-bearer") => {
            jwt_grant::respond(&emulator, &form, host(&headers))
        }
        Some("authorization_code") => code_grant::code(&emulator, &form, &headers),
        Some("refresh_token") => code_grant::refresh(&emulator, &form, &headers),
        Some(_) => oauth_error("unsupported_grant_type", None),
        None => oauth_error("invalid_request", Some("grant_type is missing")),
    }
}
