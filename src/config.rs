//! The values that settings consist of: client ID, user ID, environment, scopes.

mod auth_server;
mod client_id;
mod environment;
mod origin;
mod retry_policy;
mod scope;
#[cfg(feature = "serde")]
mod serialized;
mod user_id;

pub use client_id::ClientId;
pub use environment::Environment;
pub use retry_policy::RetryPolicy;
pub use scope::{IMPERSONATION, ORGANIZATION_READ, SIGNATURE, Scopes, USER_READ};
pub(crate) use scope::{OF_USERS, doubt};
pub use user_id::UserId;
