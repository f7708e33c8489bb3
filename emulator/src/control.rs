//! `/__emulator/`: control and inspection for tests.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::connect;
use crate::http::{JsonBody, json_text};
use crate::pages::frame;
use crate::state::{Emulator, Limits, Rules, scopes, uploaded_key};

pub fn routes() -> axum::Router<Emulator> {
    axum::Router::new()
        .route("/__emulator/log", get(log))
        .route("/__emulator/reset", post(reset))
        .route("/__emulator/faults", post(faults))
        .route("/__emulator/faults/add", post(add_faults))
        .route("/__emulator/clock", get(time).post(clock))
        .route("/__emulator/consents", post(consents))
        .route("/__emulator/redirect-uris", post(redirect_uris))
        .route("/__emulator/keys", post(keys))
        .route("/__emulator/tokens/revoke", post(revoke))
        .route("/__emulator/limits", post(limits))
        .route("/__emulator/mail", get(mail))
        .route("/__emulator/webhooks", get(webhooks))
        .route("/__emulator/landing", get(frame::landing))
}

async fn log(State(emulator): State<Emulator>) -> Response {
    json_text(StatusCode::OK, emulator.state().log.to_json())
}

async fn reset(State(emulator): State<Emulator>) -> StatusCode {
    emulator.reset();
    StatusCode::NO_CONTENT
}

/// Why a change is not made.
type Refused = (StatusCode, String);

fn unprocessable(error: &anyhow::Error) -> Refused {
    (StatusCode::UNPROCESSABLE_ENTITY, error.to_string())
}

fn unknown(what: &str, id: &str) -> Refused {
    (StatusCode::NOT_FOUND, format!("there is no {what} {id}"))
}

/// Replaces all rules with one or several.
async fn faults(
    State(emulator): State<Emulator>,
    JsonBody(rules): JsonBody<Rules>,
) -> Result<StatusCode, Refused> {
    rules.check().map_err(|error| unprocessable(&error))?;
    emulator.state().faults = rules.0;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds one or several rules after the existing ones.
async fn add_faults(
    State(emulator): State<Emulator>,
    JsonBody(rules): JsonBody<Rules>,
) -> Result<StatusCode, Refused> {
    rules.check().map_err(|error| unprocessable(&error))?;
    emulator.state().faults.extend(rules.0);
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Clock {
    /// How far the clock is ahead of the host's.
    offset_ms: Option<i64>,
    /// How far to advance the clock.
    advance_ms: Option<i64>,
}

async fn clock(State(emulator): State<Emulator>, JsonBody(clock): JsonBody<Clock>) -> StatusCode {
    {
        let mut state = emulator.state();
        let offset = clock.offset_ms.unwrap_or(state.clock_offset);
        state.clock_offset = offset.saturating_add(clock.advance_ms.unwrap_or_default());
    }
    connect::retry(&emulator);
    StatusCode::NO_CONTENT
}

/// The emulator's time, in milliseconds since the epoch.
async fn time(State(emulator): State<Emulator>) -> Json<Value> {
    Json(json!({ "now": emulator.now(), "offsetMs": emulator.state().clock_offset }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ConsentChange {
    client: String,
    user: String,
    /// The scopes to consent to.
    scopes: Option<String>,
    /// Revokes all consent instead.
    #[serde(default)]
    revoke: bool,
}

async fn consents(
    State(emulator): State<Emulator>,
    JsonBody(change): JsonBody<ConsentChange>,
) -> Result<StatusCode, Refused> {
    let client = emulator.client(&change.client);
    let client = client.ok_or_else(|| unknown("integration key", &change.client))?;
    let user = emulator.user(&change.user).ok_or_else(|| unknown("user", &change.user))?;
    if change.scopes.as_ref().is_some_and(|scopes| scopes.contains(',')) {
        let said = "scopes: separate scopes by spaces, not by commas".to_owned();
        return Err((StatusCode::UNPROCESSABLE_ENTITY, said));
    }
    let (id, user_id) = (client.id.clone(), user.id.clone());
    let mut state = emulator.state();
    let key = (id.clone(), user_id.clone());
    if change.revoke {
        state.consents.remove(&key);
        let theirs = |client: &str, user: &str| client == id && user == user_id;
        state.refresh_tokens.retain(|_, refresh| !theirs(&refresh.client, &refresh.user));
    }
    if let Some(text) = change.scopes {
        state.consent(key, scopes(&text));
    }
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RedirectUri {
    client: String,
    uri: String,
}

async fn redirect_uris(
    State(emulator): State<Emulator>,
    JsonBody(more): JsonBody<RedirectUri>,
) -> Result<StatusCode, Refused> {
    let client = emulator.client(&more.client);
    let client = client.ok_or_else(|| unknown("integration key", &more.client))?;
    let registered = (client.id.clone(), more.uri);
    let mut state = emulator.state();
    if !state.redirect_uris.contains(&registered) {
        state.redirect_uris.push(registered);
    }
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UploadedKey {
    client: String,
    public_key_pem: String,
    /// Whether the next temporary key replaces this one if all five places are taken.
    #[serde(default)]
    temporary: bool,
}

/// Adds a public key to an integration key, like an upload in Apps and Keys; the maximum is five.
async fn keys(
    State(emulator): State<Emulator>,
    JsonBody(more): JsonBody<UploadedKey>,
) -> Result<StatusCode, Refused> {
    let client = emulator.client(&more.client);
    let client = client.ok_or_else(|| unknown("integration key", &more.client))?;
    let key = uploaded_key(&more.public_key_pem)
        .map_err(|error| (StatusCode::BAD_REQUEST, format!("{error:#}")))?;
    if emulator.upload_key(client, key, more.temporary) {
        return Ok(StatusCode::NO_CONTENT);
    }
    let said = format!("integration key {} has five keys already", client.id);
    Err((StatusCode::CONFLICT, said))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whose {
    user: Option<String>,
}

/// Expires access tokens: those of a user, or all.
async fn revoke(
    State(emulator): State<Emulator>,
    JsonBody(whose): JsonBody<Whose>,
) -> Result<Json<Value>, Refused> {
    let user = whose.user.as_deref();
    if let Some(id) = user.filter(|id| emulator.user(id).is_none()) {
        return Err(unknown("user", id));
    }
    let mut state = emulator.state();
    let before = state.access_tokens.len();
    state
        .access_tokens
        .retain(|_, access| user.is_some_and(|user| access.user.as_deref() != Some(user)));
    Ok(Json(json!({ "revoked": before - state.access_tokens.len() })))
}

/// Replaces the limits, and restarts the counts.
async fn limits(
    State(emulator): State<Emulator>,
    JsonBody(limits): JsonBody<Limits>,
) -> StatusCode {
    let mut state = emulator.state();
    state.limits = limits;
    state.meters.clear();
    StatusCode::NO_CONTENT
}

/// The Connect messages, the oldest first.
async fn webhooks(State(emulator): State<Emulator>) -> Json<Value> {
    Json(connect::sent(&emulator))
}

/// All e-mails, the oldest first.
async fn mail(State(emulator): State<Emulator>) -> Response {
    json_text(StatusCode::OK, emulator.state().mail.to_json())
}
