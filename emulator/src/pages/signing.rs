//! The page on which a recipient signs.

use std::collections::HashMap;

use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Response};

use crate::connect::publish;
use crate::http::Origin;
use crate::pages::frame::{self, escaped};
use crate::pages::session::{done, open};
use crate::state::{Emulator, Envelope, Opens, Session, invite};

type Parameters = HashMap<String, String>;

/// Opens the URL of a recipient view, or the link of an e-mail.
pub async fn get(
    State(emulator): State<Emulator>,
    Query(query): Query<Parameters>,
) -> Result<Response, Response> {
    let (id, session) = open(&emulator, &query, "ttl_expired")?;
    let Opens::Signing { signer } = session.view.opens else {
        return Err(frame::problem("This link does not point to a document to sign."));
    };
    let now = emulator.now();
    let mut state = emulator.state();
    let found = state.envelopes.iter_mut().find(|one| one.id == session.view.envelope);
    let envelope = found.ok_or_else(|| frame::problem("The envelope does not exist."))?;
    envelope.open(signer, now);
    let news = envelope.take_news();
    let envelope = envelope.clone();
    drop(state);
    publish(&emulator, &envelope, &news);
    Ok(Html(frame::framed("Sign", &body(&envelope, signer, &id))).into_response())
}

fn body(envelope: &Envelope, at: usize, session: &str) -> String {
    let name = envelope.signers.get(at).map_or("", |signer| signer.name.as_str());
    let documents: String = envelope
        .documents
        .iter()
        .map(|one| format!("<li>{} ({} bytes)</li>", escaped(&one.name), one.bytes.len()))
        .collect();
    let buttons = if envelope.is_open_for(at) {
        "<button name=\"decision\" value=\"finish\">Finish</button>\
         <button name=\"decision\" value=\"later\">Finish Later</button>\
         <p><label for=\"reason\">Or decline, because</label> <input id=\"reason\" name=\"reason\"></p>\
         <button name=\"decision\" value=\"decline\">Decline to Sign</button>"
    } else {
        "<p>You have nothing left to sign.</p>\
         <button name=\"decision\" value=\"close\">Close</button>"
    };
    format!(
        "<h1>{}</h1><p>{}, please review and sign these documents:</p><ul>{documents}</ul>\
         <form method=\"post\" action=\"/Signing/Done\">\
         <input type=\"hidden\" name=\"session\" value=\"{session}\">{buttons}</form>",
        escaped(&envelope.subject),
        escaped(name),
    )
}

/// The recipient has clicked.
pub async fn post(
    State(emulator): State<Emulator>,
    origin: Origin,
    Form(form): Form<Parameters>,
) -> Response {
    let id = form.get("session").map(String::as_str).unwrap_or_default();
    let session = emulator.state().view_sessions.remove(id);
    let Some(Session { view, ends_at }) = session else {
        return frame::problem("This page was already closed.");
    };
    let Opens::Signing { signer } = view.opens else {
        return frame::problem("This page cannot sign an envelope.");
    };
    let now = emulator.now();
    if ends_at <= now {
        return done(&view, "session_timeout");
    }
    let mut mailed = Vec::new();
    let mut state = emulator.state();
    let found = state.envelopes.iter_mut().find(|one| one.id == view.envelope);
    let Some(envelope) = found else { return frame::problem("The envelope does not exist.") };
    let decision = form.get("decision").map(String::as_str);
    let event = match decision {
        _ if !envelope.is_open_for(signer) => "viewing_complete",
        Some("finish") => {
            mailed = envelope.sign(signer, now);
            "signing_complete"
        }
        Some("decline") => {
            let reason = form.get("reason").map(String::as_str).unwrap_or_default();
            envelope.decline(signer, reason, now);
            "decline"
        }
        _ => "cancel",
    };
    let news = envelope.take_news();
    let envelope = envelope.clone();
    drop(state);
    publish(&emulator, &envelope, &news);
    invite(&emulator, &envelope, &mailed, &origin.0);
    done(&view, event)
}
