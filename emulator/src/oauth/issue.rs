//! Access tokens.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::http::{Note, json_response};
use crate::state::{Access, Emulator};

/// The lifetime of a token of the JWT grant, in seconds.
pub const JWT_LIFE: u64 = 3600;

/// Issues an access token, and returns it with the other fields.
pub fn issue(emulator: &Emulator, access: Access, more: Value) -> Response {
    let (payload, signature) = (emulator.random_text(), emulator.random_text());
    let token = format!("eyJ0eXAiOiJNVCIsImFsZyI6IlJTMjU2In0.{payload}.{signature}");
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
    let mut response = json_response(StatusCode::OK, &body);
    response.extensions_mut().insert(note);
    response
}
