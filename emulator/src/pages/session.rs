//! A URL of a view becomes a page that was opened; from a page, the way back.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::pages::frame;
use crate::state::{Emulator, Session, View};

/// How long a page that was opened can be used, in milliseconds.
const SESSION_LIFE: u64 = 20 * 60_000;

/// Opens the page of a token: the session of it, or the view alone when the time is over.
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

/// Back to the application with what happened, or, after an e-mail, a last page.
pub fn done(view: &View, event: &str) -> Response {
    match view.back(event) {
        Some(url) => (StatusCode::FOUND, [(header::LOCATION, url)]).into_response(),
        None => {
            Html(frame::framed("Done", &format!("<h1>Done</h1><p>{event}</p>"))).into_response()
        }
    }
}
