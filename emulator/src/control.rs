//! `/__emulator/`: control and inspection for tests.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::connect;
use crate::http::json_text;
use crate::pages::frame;
use crate::state::{Emulator, Limits, Rule, scopes, uploaded_key};

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

#[derive(Deserialize)]
#[serde(untagged)]
enum Rules {
    Many(Vec<Rule>),
    One(Box<Rule>),
}

impl Rules {
    fn list(self) -> Vec<Rule> {
        match self {
            Self::Many(rules) => rules,
            Self::One(rule) => vec![*rule],
        }
    }
}

/// Replaces all rules with one or several.
async fn faults(State(emulator): State<Emulator>, Json(rules): Json<Rules>) -> StatusCode {
    emulator.state().faults = rules.list();
    StatusCode::NO_CONTENT
}

/// Adds one or several rules after the existing ones.
async fn add_faults(State(emulator): State<Emulator>, Json(rules): Json<Rules>) -> StatusCode {
    emulator.state().faults.extend(rules.list());
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Clock {
    /// How far the clock is ahead of the host's.
    offset_ms: Option<i64>,
    /// How far to advance the clock.
    advance_ms: Option<i64>,
}

async fn clock(State(emulator): State<Emulator>, Json(clock): Json<Clock>) -> StatusCode {
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
    Json(change): Json<ConsentChange>,
) -> StatusCode {
    let known = (emulator.client(&change.client), emulator.user(&change.user));
    let (Some(client), Some(user)) = known else { return StatusCode::NOT_FOUND };
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
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RedirectUri {
    client: String,
    uri: String,
}

async fn redirect_uris(
    State(emulator): State<Emulator>,
    Json(more): Json<RedirectUri>,
) -> StatusCode {
    let mut state = emulator.state();
    let registered = (more.client, more.uri);
    if !state.redirect_uris.contains(&registered) {
        state.redirect_uris.push(registered);
    }
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UploadedKey {
    client: String,
    public_key_pem: String,
    /// Whether the next temporary key replaces this one if all five places are taken.
    #[serde(default)]
    temporary: bool,
}

/// Adds a public key to an integration key, like an upload in Apps and Keys; the maximum is five.
async fn keys(State(emulator): State<Emulator>, Json(more): Json<UploadedKey>) -> StatusCode {
    let Some(client) = emulator.client(&more.client) else { return StatusCode::NOT_FOUND };
    let Ok(key) = uploaded_key(&more.public_key_pem) else {
        return StatusCode::BAD_REQUEST;
    };
    if emulator.upload_key(client, key, more.temporary) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::CONFLICT
    }
}

/// Expires access tokens: those of a user, or all.
async fn revoke(State(emulator): State<Emulator>, Json(whose): Json<Value>) -> Json<Value> {
    let user = whose.get("user").and_then(Value::as_str);
    let mut state = emulator.state();
    let before = state.access_tokens.len();
    state
        .access_tokens
        .retain(|_, access| user.is_some_and(|user| access.user.as_deref() != Some(user)));
    Json(json!({ "revoked": before - state.access_tokens.len() }))
}

/// Replaces the limits, and restarts the counts.
async fn limits(State(emulator): State<Emulator>, Json(limits): Json<Limits>) -> StatusCode {
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
