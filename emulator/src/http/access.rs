//! The access that a request's token gives.

use axum::http::{HeaderMap, header};

use crate::state::{Access, Emulator};

/// Returns the access of a request's token; `None` if it is unknown or has expired.
pub fn access(emulator: &Emulator, headers: &HeaderMap) -> Option<Access> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let token = value.strip_prefix("Bearer ")?;
    let now = emulator.now();
    emulator.state().access_tokens.get(token).filter(|access| access.expires_at > now).cloned()
}
