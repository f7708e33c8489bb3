//! The values that settings consist of: client ID, user ID, environment, scopes.

pub(crate) mod auth_server;
mod client_id;
mod environment;
pub(crate) mod known_scopes;
mod origin;
mod retry_policy;
mod scope;
mod scope_spelling;
#[cfg(feature = "serde")]
mod serialized;
mod user_id;

pub use client_id::ClientId;
pub use environment::Environment;
pub use retry_policy::RetryPolicy;
pub(crate) use scope::OF_USERS;
pub use scope::{IMPERSONATION, ORGANIZATION_READ, SIGNATURE, Scopes, USER_READ};
pub(crate) use scope_spelling::doubt;
pub use user_id::UserId;
