//! `/restapi/v2.1/accounts/{accountId}/envelopes`: make, look at, list.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::connect::publish;
use crate::http::{Origin, date, envelope_json, json_response, rest_error, signer_json};
use crate::rest::access;
use crate::rest::definition::Definition;
use crate::state::{Emulator, Envelope, User, invite};

pub async fn create(
    State(emulator): State<Emulator>,
    Path(account): Path<String>,
    headers: HeaderMap,
    origin: Origin,
    body: Bytes,
) -> Result<Response, Response> {
    let sender = access::member(&emulator, &account, &headers)?;
    let definition = Definition::read(&body)?;
    let to_be_sent = definition.is_to_be_sent()?;
    let now = emulator.now();
    let mut envelope = definition.draft(&emulator, &account, sender, now)?;
    let mut mailed = Vec::new();
    if to_be_sent {
        if !envelope.is_complete() {
            return Err(incomplete());
        }
        envelope.take_news();
        mailed = envelope.send(now);
    }
    let body = json!({
        "envelopeId": envelope.id,
        "uri": format!("/envelopes/{}", envelope.id),
        "statusDateTime": date::shown(now),
        "status": envelope.status.as_str(),
    });
    invite(&emulator, &envelope, &mailed, &origin.0);
    let news = envelope.take_news();
    let published = envelope.clone();
    emulator.state().envelopes.push(envelope);
    publish(&emulator, &published, &news);
    Ok(json_response(StatusCode::CREATED, &body))
}

/// The refusal to send an incomplete envelope.
pub fn incomplete() -> Response {
    let message = "The Envelope is not Complete. A Complete Envelope Requires Documents, Recipients, \
        Tabs, and a Subject Line.";
    rest_error(StatusCode::BAD_REQUEST, "ENVELOPE_IS_INCOMPLETE", message)
}

/// The envelope of a request, which must belong to the account and be visible to the user.
pub fn found<'a>(
    emulator: &'a Emulator,
    (account, id): &(String, String),
    headers: &HeaderMap,
) -> Result<(Envelope, &'a User), Response> {
    let user = access::member(emulator, account, headers)?;
    let state = emulator.state();
    let known = state.envelopes.iter().find(|one| one.id.eq_ignore_ascii_case(id));
    let known = known.filter(|one| one.account == *account && one.is_visible_to(user));
    let envelope = known.cloned().ok_or_else(|| {
        let message = "The envelope specified either does not exist or you have no rights to it.";
        rest_error(StatusCode::NOT_FOUND, "ENVELOPE_DOES_NOT_EXIST", message)
    })?;
    Ok((envelope, user))
}

pub async fn get(
    State(emulator): State<Emulator>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let (envelope, _) = found(&emulator, &place, &headers)?;
    Ok(json_response(StatusCode::OK, &envelope_json(&emulator, &envelope)))
}

pub async fn recipients(
    State(emulator): State<Emulator>,
    Path(place): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let (envelope, _) = found(&emulator, &place, &headers)?;
    let signers: Vec<Value> = envelope.signers.iter().map(signer_json).collect();
    let body = json!({ "recipientCount": signers.len().to_string(), "signers": signers });
    Ok(json_response(StatusCode::OK, &body))
}

pub async fn list(
    State(emulator): State<Emulator>,
    Path(account): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let user = access::member(&emulator, &account, &headers)?;
    let ids = query.get("envelope_ids").map(|text| words(text));
    let from = query.get("from_date").map(|text| date::read(text));
    let from = match from {
        None if ids.is_some() => 0,
        Some(Some(from)) => from,
        None | Some(None) => {
            return Err(parameter(
                "Query parameter 'from_date' must be set to a valid DateTime, or 'envelope_ids' must be \
                 specified.",
            ));
        }
    };
    let to = match query.get("to_date").map(|text| date::read(text)) {
        None => u64::MAX,
        Some(Some(to)) => to,
        Some(None) => return Err(parameter("Query parameter 'to_date' is not a valid DateTime.")),
    };
    let number = |name: &str, default: usize| {
        query.get(name).map_or(Ok(default), |text| text.parse::<usize>())
    };
    let (Ok(count), Ok(start)) = (number("count", 1000), number("start_position", 0)) else {
        return Err(parameter("'count' or 'start_position' is not a number."));
    };
    let statuses = query.get("status").map(|text| words(text));
    let fits = |envelope: &&Envelope| {
        let wanted = |statuses: &Vec<String>| {
            statuses.iter().any(|status| status == "any" || status == envelope.status.as_str())
        };
        envelope.account == account
            && envelope.is_visible_to(user)
            && (from..=to).contains(&envelope.changed_at)
            && ids.as_ref().is_none_or(|ids| ids.contains(&envelope.id))
            && statuses.as_ref().is_none_or(wanted)
    };
    let all: Vec<Envelope> = emulator.state().envelopes.iter().filter(fits).cloned().collect();
    let page: Vec<Value> =
        all.iter().skip(start).take(count).map(|one| envelope_json(&emulator, one)).collect();
    let end = start + page.len();
    let mut body = json!({
        "resultSetSize": page.len().to_string(),
        "totalSetSize": all.len().to_string(),
        "startPosition": start.to_string(),
        "endPosition": end.saturating_sub(1).to_string(),
    });
    if end < all.len() {
        body["nextUri"] = format!("/envelopes?start_position={end}&count={count}").into();
    }
    // Docusign omits an empty list.
    if !page.is_empty() {
        body["envelopes"] = page.into();
    }
    Ok(json_response(StatusCode::OK, &body))
}

fn words(text: &str) -> Vec<String> {
    text.split(',').map(|word| word.trim().to_ascii_lowercase()).collect()
}

fn parameter(what: &str) -> Response {
    let message = format!("The request contained at least one invalid parameter. {what}");
    rest_error(StatusCode::BAD_REQUEST, "INVALID_REQUEST_PARAMETER", &message)
}
