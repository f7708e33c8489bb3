//! `POST /oauth/token`: form, grant, and who may.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::answer::{Note, json_answer, oauth_error};
use crate::state::{Access, Emulator, random_text};
use crate::{code_grant, jwt_grant};

/// The lifetime of a token of the JWT grant, in seconds.
pub const JWT_LIFE: u64 = 3600;
/// The lifetime of a token of an authorization code, in seconds.
pub const CODE_LIFE: u64 = 28_800;

pub async fn post(State(emulator): State<Emulator>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(form) = Form::read(&headers, &body) else {
        return oauth_error("invalid_request", None);
    };
    match form.get("grant_type") {
        Some("urn:ietf:params:oauth:grant-type:jwt-bearer") => {
            jwt_grant::answer(&emulator, &form, host(&headers))
        }
        Some("authorization_code") => code_grant::code(&emulator, &form, &headers),
        Some("refresh_token") => code_grant::refresh(&emulator, &form, &headers),
        Some(_) => oauth_error("unsupported_grant_type", None),
        None => oauth_error("invalid_request", Some("grant_type is missing")),
    }
}

/// The host as the client addressed it: the `aud` that assertions must have.
pub fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// A form without repeated parameters.
pub struct Form(Vec<(String, String)>);

impl Form {
    fn read(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
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

/// Issues an access token, and answers with it and with what else there is.
pub fn issue(emulator: &Emulator, access: Access, more: Value) -> Response {
    let token = format!("eyJ0eXAiOiJNVCIsImFsZyI6IlJTMjU2In0.{}.{}", random_text(), random_text());
    let seconds = (access.expires_at.saturating_sub(emulator.now())).div_ceil(1000);
    let mut body = json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": seconds,
    });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    let note =
        Note { client: Some(access.client.clone()), user: access.user.clone(), ..Note::default() };
    emulator.state().access_tokens.insert(token, access);
    let mut response = json_answer(StatusCode::OK, &body);
    response.extensions_mut().insert(note);
    response
}
