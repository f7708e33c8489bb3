//! Access checks of the APIs: scopes and membership.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::http::{access, rest_error};
use crate::state::{Access, Emulator, User};

/// The access of a request to a REST API that has the scope.
pub fn with_scope(
    emulator: &Emulator,
    headers: &HeaderMap,
    scope: &str,
) -> Result<Access, Response> {
    let access = access(emulator, headers).ok_or_else(|| {
        rest_error(
            StatusCode::UNAUTHORIZED,
            "AUTHORIZATION_INVALID_TOKEN",
            "The access token provided is expired, revoked or malformed.",
        )
    })?;
    if access.scopes.contains(scope) {
        return Ok(access);
    }
    Err(rest_error(
        StatusCode::FORBIDDEN,
        "USER_LACKS_PERMISSIONS",
        &format!("The token lacks the scope {scope}."),
    ))
}

/// The user of the token, who must be a member of the account.
pub fn member<'a>(
    emulator: &'a Emulator,
    account: &str,
    headers: &HeaderMap,
) -> Result<&'a User, Response> {
    if access(emulator, headers).is_some_and(|access| access.user.is_none()) {
        let message = "The access token provided is expired, revoked or malformed. Authentication for System Application failed.";
        return Err(rest_error(StatusCode::UNAUTHORIZED, "AUTHORIZATION_INVALID_TOKEN", message));
    }
    let access = with_scope(emulator, headers, "signature")?;
    let user = access.user.as_deref().and_then(|id| emulator.user(id));
    user.filter(|user| user.accounts.iter().any(|one| one == account)).ok_or_else(|| {
        let message = "The UserID does not have a valid membership in this Account.";
        rest_error(StatusCode::UNAUTHORIZED, "USER_LACKS_MEMBERSHIP", message)
    })
}
