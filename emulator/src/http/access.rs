//! Who calls: the access that a request's token gives.

use axum::http::{HeaderMap, header};

use crate::state::{Access, Emulator};

/// The access of a request's token, or nothing for a token that is unknown or has ended.
pub fn access(emulator: &Emulator, headers: &HeaderMap) -> Option<Access> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let token = value.strip_prefix("Bearer ")?;
    let now = emulator.now();
    emulator.state().access_tokens.get(token).filter(|access| access.expires_at > now).cloned()
}
