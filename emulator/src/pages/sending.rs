//! The page on which a sender finishes a draft and sends it.

use std::collections::HashMap;

use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Response};

use crate::connect::publish;
use crate::http::Origin;
use crate::pages::frame::{self, escaped};
use crate::pages::session::{done, open};
use crate::state::{Emulator, Envelope, Opens, Session, Signer, Status, invite};

type Parameters = HashMap<String, String>;

/// Opens the URL of a sender view.
pub async fn get(
    State(emulator): State<Emulator>,
    Query(query): Query<Parameters>,
) -> Result<Response, Response> {
    let (id, session) = open(&emulator, &query, "SessionEnd")?;
    if session.view.opens != Opens::Sending {
        return Err(frame::problem("This link does not point to a draft."));
    }
    let state = emulator.state();
    let envelope = state.envelopes.iter().find(|one| one.id == session.view.envelope);
    let envelope = envelope.ok_or_else(|| frame::problem("The envelope does not exist."))?;
    Ok(Html(frame::framed("Send", &body(envelope, &id))).into_response())
}

fn body(envelope: &Envelope, session: &str) -> String {
    let documents: String =
        envelope.documents.iter().map(|one| format!("<li>{}</li>", escaped(&one.name))).collect();
    let signers: String = envelope
        .signers
        .iter()
        .map(|one| format!("<li>{} ({})</li>", escaped(&one.name), escaped(&one.email)))
        .collect();
    format!(
        "<h1>Send an envelope</h1><p>Documents:</p><ul>{documents}</ul>\
         <p>Recipients:</p><ul>{signers}</ul><form method=\"post\" action=\"/Sending/Done\">\
         <input type=\"hidden\" name=\"session\" value=\"{session}\">\
         <p><label for=\"subject\">Subject</label> <input id=\"subject\" name=\"subject\" value=\"{}\"></p>\
         <p>One more recipient: <label for=\"name\">name</label> <input id=\"name\" name=\"name\">\
         <label for=\"email\">e-mail</label> <input id=\"email\" name=\"email\"></p>\
         <button name=\"decision\" value=\"send\">Send</button>\
         <button name=\"decision\" value=\"save\">Save and Close</button>\
         <button name=\"decision\" value=\"cancel\">Close</button></form>",
        escaped(&envelope.subject),
    )
}

/// The sender has clicked.
pub async fn post(
    State(emulator): State<Emulator>,
    origin: Origin,
    Form(form): Form<Parameters>,
) -> Response {
    let id = form.get("session").map(String::as_str).unwrap_or_default();
    let session = emulator.state().view_sessions.get(id).cloned();
    let Some(Session { view, ends_at }) = session else {
        return frame::problem("This page was already closed.");
    };
    if view.opens != Opens::Sending {
        return frame::problem("This page cannot send an envelope.");
    }
    let now = emulator.now();
    let decision = form.get("decision").map(String::as_str);
    let mut mailed = Vec::new();
    let mut state = emulator.state();
    let found = state.envelopes.iter_mut().find(|one| one.id == view.envelope);
    let Some(envelope) = found else { return frame::problem("The envelope does not exist.") };
    let event = match decision {
        _ if ends_at <= now => "SessionEnd",
        _ if envelope.status != Status::Created => "Error",
        Some("send" | "save") => {
            if let Err(problem) = change(&emulator, envelope, &form) {
                return problem;
            }
            if decision == Some("save") {
                "Save"
            } else if envelope.is_complete() {
                mailed = envelope.send(now);
                "Send"
            } else {
                return frame::problem("The envelope needs a document, a recipient and a subject.");
            }
        }
        _ => "Cancel",
    };
    let news = envelope.take_news();
    let envelope = envelope.clone();
    state.view_sessions.remove(id);
    drop(state);
    publish(&emulator, &envelope, &news);
    invite(&emulator, &envelope, &mailed, &origin.0);
    done(&view, event)
}

/// Writes the form's values into the draft.
fn change(emulator: &Emulator, envelope: &mut Envelope, form: &Parameters) -> Result<(), Response> {
    let text = |name: &str| form.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let name = text("name").map(str::to_owned);
    if let (Some(name), email) = (name, text("email")) {
        let next = envelope.signers.iter().filter_map(|one| one.id.parse::<u32>().ok()).max();
        let id = next.unwrap_or_default().saturating_add(1).to_string();
        let signer = Signer::new(emulator.random_guid(), id, name, email.map(str::to_owned))
            .ok_or_else(|| frame::problem("The e-mail address of the recipient is invalid."))?;
        envelope.signers.push(signer);
    }
    if let Some(subject) = text("subject") {
        envelope.subject = subject.to_owned();
    }
    Ok(())
}
