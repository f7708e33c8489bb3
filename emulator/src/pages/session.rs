//! Opens the page of a view's URL, and redirects back from it.

use std::collections::HashMap;

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::pages::frame;
use crate::state::{Emulator, Session, View};

/// The lifetime of an opened page, in milliseconds.
const SESSION_LIFE: u64 = 20 * 60_000;

/// Opens the page of the token in a URL's query: returns the session with its ID. If the view has expired, the
/// response ends it with the event `expired`.
pub fn open(
    emulator: &Emulator,
    query: &HashMap<String, String>,
    expired: &str,
) -> Result<(String, Session), Response> {
    let token = query.get("token").map(String::as_str).unwrap_or_default();
    let now = emulator.now();
    let mut state = emulator.state();
    let view = state.views.get_mut(token).ok_or_else(|| frame::problem("This link is unknown."))?;
    if view.redeemed || view.expires_at <= now {
        return Err(done(view, expired));
    }
    view.redeemed = view.return_url.is_some();
    let session = Session { view: view.clone(), ends_at: now + SESSION_LIFE };
    let id = emulator.random_text();
    state.view_sessions.insert(id.clone(), session.clone());
    Ok((id, session))
}

/// Redirects to the application with the event; after an e-mail link, shows a final page.
pub fn done(view: &View, event: &str) -> Response {
    match view.back(event) {
        Some(url) => (StatusCode::FOUND, [(header::LOCATION, url)]).into_response(),
        None => {
            Html(frame::framed("Done", &format!("<h1>Done</h1><p>{event}</p>"))).into_response()
        }
    }
}
