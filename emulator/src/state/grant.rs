//! The grants behind tokens and codes.

use std::collections::BTreeSet;

/// The lifetime of a token of an authorization code, in seconds.
pub const CODE_LIFE: u64 = 28_800;

/// The grant of an access token.
#[derive(Clone)]
pub struct Access {
    pub client: String,
    pub user: Option<String>,
    pub scopes: BTreeSet<String>,
    pub expires_at: u64,
}

/// The grant of a refresh token.
#[derive(Clone)]
pub struct Refresh {
    pub client: String,
    pub user: String,
    pub scopes: BTreeSet<String>,
    pub expires_at: u64,
}

/// The grant of an authorization code.
#[derive(Clone)]
pub struct Code {
    pub client: String,
    pub user: String,
    pub scopes: BTreeSet<String>,
    pub redirect_uri: String,
    pub challenge: Option<String>,
    pub organizations: Vec<String>,
    pub expires_at: u64,
}
