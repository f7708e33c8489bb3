//! What tokens and codes stand for.

use std::collections::BTreeSet;

/// The lifetime of a token of an authorization code, in seconds.
pub const CODE_LIFE: u64 = 28_800;

/// What an access token is for.
#[derive(Clone)]
pub struct Access {
    pub client: String,
    pub user: Option<String>,
    pub scopes: BTreeSet<String>,
    pub expires_at: u64,
}

/// What a refresh token is for.
#[derive(Clone)]
pub struct Refresh {
    pub client: String,
    pub user: String,
    pub scopes: BTreeSet<String>,
    pub expires_at: u64,
}

/// What an authorization code is for.
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
