//! `GET /restapi/v2.1/accounts/{accountId}/users`, with numbers as strings.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::http::{json_response, rest_error};
use crate::rest::access;
use crate::state::{Emulator, User};

pub async fn get(
    State(emulator): State<Emulator>,
    Path(account): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let caller = access::member(&emulator, &account, &headers)?;
    if !caller.admin_of.contains(&account) {
        let message = "User is not an account administrator.";
        return Err(rest_error(StatusCode::FORBIDDEN, "USER_NOT_ACCOUNT_ADMIN", message));
    }
    let number = |name: &str, default: usize| {
        query.get(name).map_or(Ok(default), |text| text.parse::<usize>())
    };
    let (Ok(count), Ok(start)) = (number("count", 100), number("start_position", 0)) else {
        return Err(rest_error(
            StatusCode::BAD_REQUEST,
            "INVALID_REQUEST_PARAMETER",
            "Not a number.",
        ));
    };
    let count = count.clamp(1, 100);
    let statuses = query.get("status").map(|text| text.to_ascii_lowercase());
    let fits = |user: &&User| {
        user.accounts.contains(&account)
            && query
                .get("email")
                .is_none_or(|email| user.email.to_lowercase() == email.to_lowercase())
            && statuses.as_ref().is_none_or(|statuses| {
                statuses.split(',').any(|status| status.trim() == user.status.to_ascii_lowercase())
            })
    };
    let all: Vec<&User> = emulator.config.users.iter().filter(fits).collect();
    let page: Vec<Value> = all.iter().skip(start).take(count).map(|user| listed(user)).collect();
    let end = (start + page.len()).saturating_sub(1);
    let body = json!({
        "resultSetSize": page.len().to_string(),
        "totalSetSize": all.len().to_string(),
        "startPosition": start.to_string(),
        "endPosition": end.to_string(),
        "users": page,
    });
    Ok(json_response(StatusCode::OK, &body))
}

fn listed(user: &User) -> Value {
    json!({
        "userId": user.id,
        "userName": user.name,
        "email": user.email,
        "userStatus": user.status,
        "userType": "CompanyUser",
        "isAdmin": (!user.admin_of.is_empty()).to_string(),
        "uri": format!("/users/{}", user.id),
    })
}
