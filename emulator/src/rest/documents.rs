//! The documents of an envelope: the list, one of them, or all as one PDF.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::http::{json_response, rest_error};
use crate::rest::envelopes::found;
use crate::rest::summary;
use crate::state::{Document, Emulator};

pub async fn list(
    State(emulator): State<Emulator>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let (envelope, _) = found(&emulator, &place, &headers)?;
    let listed = |(at, one): (usize, &Document)| {
        json!({
            "documentId": one.id,
            "name": one.name,
            "type": "content",
            "order": (at + 1).to_string(),
            "uri": format!("/envelopes/{}/documents/{}", envelope.id, one.id),
        })
    };
    let documents: Vec<Value> = envelope.documents.iter().enumerate().map(listed).collect();
    let body = json!({ "envelopeId": envelope.id, "envelopeDocuments": documents });
    Ok(json_response(StatusCode::OK, &body))
}

pub async fn get(
    State(emulator): State<Emulator>,
    Path((account, envelope, id)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let (envelope, _) = found(&emulator, &(account, envelope), &headers)?;
    if id == "combined" {
        let name = format!("{}.pdf", envelope.subject);
        return Ok(file(&name, "pdf", summary::pdf(&envelope).into()));
    }
    let document = envelope.documents.iter().find(|one| one.id == id).ok_or_else(|| {
        let message = format!("The document specified was not found. {id}");
        rest_error(StatusCode::NOT_FOUND, "DOCUMENT_DOES_NOT_EXIST", &message)
    })?;
    Ok(file(&document.name, &document.extension, document.bytes.clone()))
}

/// Bytes with their media type and file name (RFC 6266).
fn file(name: &str, extension: &str, bytes: Bytes) -> Response {
    let media_type = match extension {
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        "htm" | "html" => "text/html",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    };
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || " ._-".contains(c) { c } else { '_' })
        .collect();
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Ok(value) = HeaderValue::from_str(&format!("file; filename=\"{plain}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
