//! Responses in Docusign's format.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The log entry of a request, without secrets.
#[derive(Clone, Default)]
pub struct Note {
    pub grant: Option<String>,
    pub client: Option<String>,
    pub user: Option<String>,
    pub error: Option<String>,
}

/// A JSON response that must not be cached.
pub fn json_response(status: StatusCode, body: &Value) -> Response {
    json_text(status, body.to_string())
}

/// The same, from JSON text.
pub fn json_text(status: StatusCode, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}

/// An error of the token endpoint.
pub fn oauth_error(error: &str, description: Option<&str>) -> Response {
    let mut body = json!({ "error": error });
    if let Some(description) = description {
        body["error_description"] = description.into();
    }
    let mut response = json_response(StatusCode::BAD_REQUEST, &body);
    let said = description.map_or_else(|| error.to_owned(), |text| format!("{error}/{text}"));
    response.extensions_mut().insert(Note { error: Some(said), ..Note::default() });
    response
}

/// An error of the REST APIs.
pub fn rest_error(status: StatusCode, code: &str, message: &str) -> Response {
    let mut response = json_response(status, &json!({ "errorCode": code, "message": message }));
    response.extensions_mut().insert(Note { error: Some(code.to_owned()), ..Note::default() });
    response
}

/// Adds client and user to the log entry.
pub fn noted(
    mut response: Response,
    grant: &str,
    client: Option<&str>,
    user: Option<&str>,
) -> Response {
    let mut note = response.extensions().get::<Note>().cloned().unwrap_or_default();
    note.grant = Some(grant.to_owned());
    note.client = client.map(str::to_owned).or(note.client);
    note.user = user.map(str::to_owned).or(note.user);
    response.extensions_mut().insert(note);
    response
}
