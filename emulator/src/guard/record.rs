//! The log of requests, without secrets.

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use crate::http::Note;
use crate::state::{Emulator, trim};

/// The maximum text length and number of parameters in an entry.
const LONGEST: usize = 2000;
const PARAMETERS: usize = 100;

pub async fn record(State(emulator): State<Emulator>, request: Request, next: Next) -> Response {
    let begun = emulator.host_now();
    let method = request.method().to_string();
    let path = shortened(request.uri().path());
    let query = query(request.uri().query().unwrap_or_default());
    let authorized = request.headers().contains_key(header::AUTHORIZATION);
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.map(shortened);
    let response = next.run(request).await;
    let now = emulator.now();
    trim(&mut emulator.state(), now);
    if path.starts_with("/__emulator") {
        return response;
    }
    let note = response.extensions().get::<Note>().cloned().unwrap_or_default();
    let entry = json!({
        "at": now,
        "method": method,
        "path": path,
        "query": query,
        "status": response.status().as_u16(),
        "authorized": authorized,
        "grant": note.grant,
        "client": note.client.as_deref().map(shortened),
        "user": note.user.as_deref().map(shortened),
        "error": note.error.as_deref().map(shortened),
        "agent": agent,
        "durationMs": emulator.host_now().saturating_sub(begun),
    });
    emulator.state().log.push(&entry);
    response
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// The parameters of a query, without secret values.
fn query(query: &str) -> serde_json::Value {
    const SECRET: [&str; 5] = ["code", "code_challenge", "access_token", "id_token", "token"];
    let pairs = form_urlencoded::parse(query.as_bytes());
    let shown = pairs.map(|(name, value)| {
        let value = if SECRET.contains(&name.as_ref()) { "…".into() } else { value };
        (shortened(&name), serde_json::Value::from(shortened(&value)))
    });
    shown.take(PARAMETERS).collect::<serde_json::Map<_, _>>().into()
}
