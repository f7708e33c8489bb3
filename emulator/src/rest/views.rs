//! URLs of views: to sign an envelope, or to finish and send a draft.
//!
//! Sources: <https://developers.docusign.com/docs/esign-rest-api/reference/envelopes/envelopeviews/createrecipient/>
//! and <https://developers.docusign.com/docs/esign-rest-api/reference/envelopes/envelopeviews/createsender/>.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::http::{Origin, json_response, rest_error};
use crate::rest::envelopes;
use crate::state::{Emulator, Envelope, Opens, Signer, Status, View};

/// The lifetime of a recipient view's URL, in milliseconds.
const RECIPIENT_LIFE: u64 = 5 * 60_000;
/// The lifetime of a sender view's URL, in milliseconds.
const SENDER_LIFE: u64 = 10 * 60_000;

pub async fn recipient(
    State(emulator): State<Emulator>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    origin: Origin,
    body: Bytes,
) -> Result<Response, Response> {
    let envelope = sent_by_caller(&emulator, &place, &headers)?;
    let wanted = fields(&body)?;
    let return_url = return_url(&wanted)?;
    if text(&wanted, "authenticationMethod").is_none() {
        return Err(missing("authenticationMethod"));
    }
    if envelope.status == Status::Created {
        return Err(invalid_status("The envelope has not been sent."));
    }
    let signer = recipient_of(&envelope, &wanted)?;
    if envelope.signers.get(signer).is_some_and(|one| !envelope.is_turn_of(one)) {
        let message = "The token for an out of sequence recipient cannot be generated.";
        return Err(rest_error(StatusCode::BAD_REQUEST, "RECIPIENT_NOT_IN_SEQUENCE", message));
    }
    let opens = Opens::Signing { signer };
    Ok(created(&emulator, &envelope, opens, return_url, RECIPIENT_LIFE, &origin.0))
}

/// The recipient of a request: all its values must match the envelope.
fn recipient_of(envelope: &Envelope, wanted: &Value) -> Result<usize, Response> {
    let unknown = || {
        let message = "The recipient you have identified is not a valid recipient of the specified \
            envelope. 'clientUserId', 'email', or 'userName' in request and envelope may not match.";
        rest_error(StatusCode::BAD_REQUEST, "UNKNOWN_ENVELOPE_RECIPIENT", message)
    };
    let same = |name: &str, have: &str| text(wanted, name).is_none_or(|want| want == have);
    let fits = |signer: &Signer| {
        let email = text(wanted, "email");
        email.is_none_or(|email| email.eq_ignore_ascii_case(&signer.email))
            && same("userName", &signer.name)
            && same("recipientId", &signer.id)
            && same("userId", &signer.guid)
    };
    let by_user_id = text(wanted, "userId").is_some();
    if !by_user_id && text(wanted, "userName").is_none() {
        return Err(missing("userName"));
    }
    if !by_user_id && text(wanted, "email").is_none() {
        return Err(missing("email"));
    }
    let client_user_id = text(wanted, "clientUserId");
    let named: Vec<(usize, &Signer)> =
        envelope.signers.iter().enumerate().filter(|(_, signer)| fits(signer)).collect();
    let embedded = named.iter().find(|(_, signer)| {
        signer.client_user_id.is_some() && signer.client_user_id == client_user_id
    });
    if let Some((at, _)) = embedded {
        return Ok(*at);
    }
    // A remote recipient can only use the link in the e-mail.
    if client_user_id.is_none() && named.iter().any(|(_, one)| one.client_user_id.is_none()) {
        let message = "The account is not authorized to access the requested envelope: the recipient is not \
            embedded (no clientUserId).";
        let code = "ACCOUNT_NOT_AUTHORIZED_FOR_ENVELOPE";
        return Err(rest_error(StatusCode::BAD_REQUEST, code, message));
    }
    Err(unknown())
}

pub async fn sender(
    State(emulator): State<Emulator>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
    origin: Origin,
    body: Bytes,
) -> Result<Response, Response> {
    let envelope = sent_by_caller(&emulator, &place, &headers)?;
    let wanted = fields(&body)?;
    let return_url = return_url(&wanted)?;
    if text(&wanted, "viewAccess").as_deref() != Some("envelope") {
        return Err(missing("viewAccess (\"envelope\")"));
    }
    if envelope.status != Status::Created {
        return Err(invalid_status(
            "Sender view cannot be created for an envelope that is not in a draft state.",
        ));
    }
    Ok(created(&emulator, &envelope, Opens::Sending, return_url, SENDER_LIFE, &origin.0))
}

/// The envelope of a request, whose user must be the sender.
fn sent_by_caller(
    emulator: &Emulator,
    place: &(String, String),
    headers: &HeaderMap,
) -> Result<Envelope, Response> {
    let (envelope, user) = envelopes::found(emulator, place, headers)?;
    if envelope.sender == user.id {
        return Ok(envelope);
    }
    let message = "The user is not the sender of the envelope. Only the sender of the envelope can perform \
        the requested operation.";
    Err(rest_error(StatusCode::FORBIDDEN, "USER_NOT_ENVELOPE_SENDER", message))
}

fn created(
    emulator: &Emulator,
    envelope: &Envelope,
    opens: Opens,
    return_url: String,
    life: u64,
    origin: &str,
) -> Response {
    let token = emulator.random_text();
    let view = View {
        envelope: envelope.id.clone(),
        opens,
        return_url: Some(return_url),
        expires_at: emulator.now() + life,
        redeemed: false,
    };
    let url = view.url(origin, &token);
    emulator.state().views.insert(token, view);
    json_response(StatusCode::CREATED, &json!({ "url": url }))
}

fn fields(body: &[u8]) -> Result<Value, Response> {
    let read = serde_json::from_slice::<Value>(body).ok().filter(Value::is_object);
    read.ok_or_else(|| {
        let message = "The request body is missing or improperly formatted.";
        rest_error(StatusCode::BAD_REQUEST, "INVALID_REQUEST_BODY", message)
    })
}

/// A field as text, if it is there.
fn text(fields: &Value, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn return_url(wanted: &Value) -> Result<String, Response> {
    let url = text(wanted, "returnUrl").ok_or_else(|| missing("returnUrl"))?;
    let web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    // A value that is not allowed in a header is not a URL.
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic());
    if web && plain {
        return Ok(url);
    }
    Err(missing("returnUrl as an absolute URL"))
}

fn missing(name: &str) -> Response {
    let message =
        format!("The request contained at least one invalid parameter. {name} is missing.");
    rest_error(StatusCode::BAD_REQUEST, "INVALID_REQUEST_PARAMETER", &message)
}

fn invalid_status(what: &str) -> Response {
    let message = format!("Invalid envelope status. {what}");
    rest_error(StatusCode::BAD_REQUEST, "ENVELOPE_INVALID_STATUS", &message)
}
