//! Opens the page of a view's URL, and redirects back from it.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::pages::frame;
use crate::state::{Emulator, Session, View};

/// The lifetime of an opened page, in milliseconds.
const SESSION_LIFE: u64 = 20 * 60_000;

/// Opens the page of a token: returns the session, or only the view if it has expired.
pub fn redeem(emulator: &Emulator, token: &str) -> Option<Result<(String, Session), View>> {
    let now = emulator.now();
    let mut state = emulator.state();
    let view = state.views.get_mut(token)?;
    if view.redeemed || view.expires_at <= now {
        return Some(Err(view.clone()));
    }
    view.redeemed = view.return_url.is_some();
    let session = Session { view: view.clone(), ends_at: now + SESSION_LIFE };
    let id = emulator.random_text();
    state.view_sessions.insert(id.clone(), session.clone());
    Some(Ok((id, session)))
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
