//! `GET /oauth/userinfo`.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::guard::limits;
use crate::http::{Note, Origin, access, json_response, oauth_error};
use crate::state::{Emulator, User};

pub async fn get(State(emulator): State<Emulator>, headers: HeaderMap, origin: Origin) -> Response {
    let Some(access) = access(&emulator, &headers) else { return stale(&emulator) };
    if let Some(refusal) = limits::user_info(&emulator, &access) {
        return refusal;
    }
    let user = access.user.as_deref().and_then(|id| emulator.user(id));
    let Some(user) = user else {
        return oauth_error("invalid_request", Some("the token has no user"));
    };
    let accounts: Vec<Value> = accounts(&emulator, user, &origin);
    let (given, family) = user.name.rsplit_once(' ').unwrap_or(("", &user.name));
    let body = json!({
        "sub": user.id,
        "name": user.name,
        "given_name": given,
        "family_name": family,
        "created": "2024-02-29T12:00:00.123",
        "email": user.email,
        "accounts": accounts,
    });
    let mut response = json_response(StatusCode::OK, &body);
    let note = Note { client: Some(access.client), user: access.user, ..Note::default() };
    response.extensions_mut().insert(note);
    response
}

fn accounts(emulator: &Emulator, user: &User, origin: &Origin) -> Vec<Value> {
    let config = &emulator.config;
    let listed = user.accounts.iter().enumerate().filter_map(|(at, id)| {
        let account = config.accounts.iter().find(|account| account.id == *id)?;
        let mut value = json!({
            "account_id": account.id,
            "account_name": account.name,
            "is_default": at == 0,
            "base_uri": origin.rest(),
        });
        if let Some(organization) = &account.organization {
            let href = format!("{}/management/v2/organizations/{organization}", origin.admin());
            value["organization"] = json!({
                "organization_id": organization,
                "links": [{ "rel": "self", "href": href }],
            });
        }
        Some(value)
    });
    listed.collect()
}

/// The observed response of userinfo to an expired token.
fn stale(emulator: &Emulator) -> Response {
    let body = json!({ "error": "internal_server_error", "reference_id": emulator.random_text() });
    json_response(StatusCode::INTERNAL_SERVER_ERROR, &body)
}
