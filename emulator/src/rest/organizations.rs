//! The Admin API: organizations and their users.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::http::{json_response, rest_error};
use crate::rest::access;
use crate::state::{Access, Emulator, Organization, User};

pub async fn list(
    State(emulator): State<Emulator>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let access = access::with_scope(&emulator, &headers, "organization_read")?;
    let all = emulator.config.organizations.iter();
    let theirs = all.filter(|organization| may(&emulator, &access, organization));
    let listed: Vec<Value> =
        theirs.map(|one| json!({ "id": one.id, "name": one.name, "description": "" })).collect();
    Ok(json_response(StatusCode::OK, &json!({ "organizations": listed })))
}

/// Whether the organization has authorized the application, or the user administers it.
fn may(emulator: &Emulator, access: &Access, organization: &Organization) -> bool {
    match &access.user {
        Some(user) => organization.admins.contains(user),
        None => emulator.client(&access.client).is_some_and(|client| {
            client.application.iter().any(|given| given.organization == organization.id)
        }),
    }
}

pub async fn users(
    State(emulator): State<Emulator>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let access = access::with_scope(&emulator, &headers, "user_read")?;
    let organization = emulator.config.organizations.iter().find(|one| one.id == id);
    let organization =
        organization.filter(|one| may(&emulator, &access, one)).ok_or_else(|| {
            rest_error(
                StatusCode::FORBIDDEN,
                "USER_LACKS_PERMISSIONS",
                "No access to the organization.",
            )
        })?;
    let needed = ["email", "account_id", "organization_reserved_domain_id"];
    if !needed.iter().any(|name| query.contains_key(*name)) {
        let message = "One of email, account_id, organization_reserved_domain_id is required.";
        return Err(rest_error(StatusCode::BAD_REQUEST, "INVALID_REQUEST_PARAMETER", message));
    }
    let accounts = emulator.config.accounts.iter();
    let accounts: Vec<&String> = accounts
        .filter(|account| account.organization.as_ref() == Some(&organization.id))
        .map(|account| &account.id)
        .collect();
    let fits = |user: &&User| {
        user.accounts.iter().any(|one| accounts.contains(&one))
            && query
                .get("email")
                .is_none_or(|email| user.email.to_lowercase() == email.to_lowercase())
            && query.get("account_id").is_none_or(|account| user.accounts.contains(account))
    };
    let all: Vec<&User> = emulator.config.users.iter().filter(fits).collect();
    let number = |name: &str, default: usize| {
        query.get(name).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (start, take) = (number("start", 0), number("take", 20));
    let page: Vec<Value> = all.iter().skip(start).take(take).map(|user| listed(user)).collect();
    let mut paging = json!({
        "result_set_size": page.len(),
        "total_set_size": all.len(),
        "result_set_start_position": start,
        "result_set_end_position": (start + page.len()).saturating_sub(1),
    });
    if start + page.len() < all.len() {
        paging["next"] = format!("?start={}&take={take}", start + page.len()).into();
    }
    Ok(json_response(StatusCode::OK, &json!({ "users": page, "paging": paging })))
}

fn listed(user: &User) -> Value {
    let (first, last) = user.name.rsplit_once(' ').unwrap_or(("", &user.name));
    let membership = match user.status.as_str() {
        "Active" => "active",
        "ActivationSent" => "activation_sent",
        "ActivationRequired" => "activation_required",
        "Disabled" => "disabled",
        _ => "closed",
    };
    json!({
        "id": user.id,
        "user_name": user.name,
        "first_name": first,
        "last_name": last,
        "user_status": if membership == "active" { "active" } else { "created" },
        "membership_status": membership,
        "email": user.email,
    })
}
