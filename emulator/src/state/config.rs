//! The configuration: integration keys, users, accounts, organizations, consents.

use serde::Deserialize;

use crate::state::connect::Subscription;

/// The configuration file; `emulator/fixtures/emulator.json` is the default, and the example.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Config {
    pub clients: Vec<Client>,
    pub users: Vec<User>,
    pub accounts: Vec<Account>,
    #[serde(default)]
    pub organizations: Vec<Organization>,
    #[serde(default)]
    pub consents: Vec<Consent>,
    /// More users and accounts, by number.
    pub generate: Option<Generate>,
}

/// An integration key.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Client {
    pub id: String,
    pub name: String,
    /// The secret key; absent for a public application, which must use PKCE.
    pub secret: Option<String>,
    /// Private keys in PKCS#1 PEM or public keys in PEM, or files with one; the public half is registered. Up to five.
    #[serde(default)]
    pub keys: Vec<String>,
    #[serde(default)]
    pub redirect_uris: Vec<String>,
    /// For a single-page application: the origins that may exchange codes.
    #[serde(default)]
    pub origins: Vec<String>,
    /// The organizations that authorized the application, with scopes.
    #[serde(default)]
    pub application: Vec<Authorization>,
    /// The scopes to which every user has consented.
    pub consent_of_all: Option<String>,
    #[serde(skip)]
    pub public_keys: Vec<Vec<u8>>,
}

/// The scopes that an organization grants an application without a user.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Authorization {
    pub organization: String,
    pub scopes: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    pub id: String,
    pub name: String,
    pub email: String,
    /// `Active`, `ActivationRequired`, `ActivationSent`, `Closed`, `Disabled`.
    #[serde(default = "active")]
    pub status: String,
    /// The user's accounts; the first is the default account.
    #[serde(default)]
    pub accounts: Vec<String>,
    /// The accounts that the user administers.
    #[serde(default)]
    pub admin_of: Vec<String>,
}

/// The default status of a user.
pub fn active() -> String {
    "Active".to_owned()
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    pub id: String,
    pub name: String,
    pub organization: Option<String>,
    /// The subscribers to events of its envelopes.
    #[serde(default)]
    pub connect: Vec<Subscription>,
    /// The secrets that sign Connect messages.
    #[serde(default)]
    pub connect_keys: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organization {
    pub id: String,
    pub name: String,
    /// Users who may consent for the organization.
    pub admins: Vec<String>,
    /// The e-mail domains it has claimed.
    pub domains: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consent {
    pub client: String,
    pub user: String,
    pub scopes: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Generate {
    pub users: u64,
    pub accounts: u64,
}
