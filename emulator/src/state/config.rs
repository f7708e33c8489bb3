//! Who and what there is: integration keys, users, accounts, organisations, consents.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::state::connect::Subscription;
use crate::state::references;
use crate::state::signature::public_key;

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
    /// Absent for a public application, which must use PKCE.
    pub secret: Option<String>,
    /// Private keys in PKCS#1 PEM or public keys in PEM, or files with one; the public half is registered. Up to five.
    #[serde(default)]
    pub keys: Vec<String>,
    #[serde(default)]
    pub redirect_uris: Vec<String>,
    /// For a single-page application: the origins it may exchange codes from.
    #[serde(default)]
    pub origins: Vec<String>,
    /// The organisations that authorised it for application tokens, with scopes.
    #[serde(default)]
    pub application: Vec<Authorization>,
    /// Whether every user has consented, and to what.
    pub consent_of_all: Option<String>,
    #[serde(skip)]
    pub public_keys: Vec<Vec<u8>>,
}

/// What an organisation lets an application do without a user.
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
    /// The accounts of which the user is a member; the first is the default account.
    #[serde(default)]
    pub accounts: Vec<String>,
    /// Those among them that the user administers.
    #[serde(default)]
    pub admin_of: Vec<String>,
}

fn active() -> String {
    "Active".to_owned()
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    pub id: String,
    pub name: String,
    pub organization: Option<String>,
    /// Who is told of the events of its envelopes.
    #[serde(default)]
    pub connect: Vec<Subscription>,
    /// The secrets with which messages of Connect are signed.
    #[serde(default)]
    pub connect_keys: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organization {
    pub id: String,
    pub name: String,
    /// Users who may consent for the organisation.
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

/// The files of the default configuration, so that the program runs from anywhere.
const FIXTURES: [(&str, &str); 3] = [
    ("integration.pem", include_str!("../../fixtures/integration.pem")),
    ("integration-2.pem", include_str!("../../fixtures/integration-2.pem")),
    ("emulator.json", include_str!("../../fixtures/emulator.json")),
];

impl Config {
    /// The configuration of the fixtures.
    pub fn built_in() -> Result<Self> {
        let fixture = |name: &str| {
            let found = FIXTURES.iter().find(|(have, _)| *have == name);
            found.map(|(_, text)| (*text).to_owned()).context("no such key")
        };
        Self::read(&fixture("emulator.json")?, fixture)
    }

    /// Reads a configuration; `key` reads the files that it names.
    pub fn read(text: &str, key: impl Fn(&str) -> Result<String>) -> Result<Self> {
        let mut config: Self =
            serde_json::from_str(text).context("the configuration is not right")?;
        for client in &mut config.clients {
            if client.keys.len() > 5 {
                bail!(
                    "client {} has more than five keys, which Docusign does not allow",
                    client.id
                );
            }
            for name in &client.keys {
                let inline = name.trim_start().starts_with("-----BEGIN");
                let pem = if inline { name.clone() } else { key(name)? };
                let key = public_key(&pem)
                    .with_context(|| format!("a key of client {} cannot be used", client.id))?;
                client.public_keys.push(key);
            }
        }
        references::check(&config)?;
        config.expand();
        Ok(config)
    }

    fn expand(&mut self) {
        let Some(Generate { users, accounts }) = self.generate.clone() else { return };
        let accounts = accounts.max(1);
        for number in 0..accounts {
            self.accounts.push(Account {
                id: format!("acc00000-0000-4000-8000-1{number:011}"),
                name: format!("Tenant {number}"),
                organization: None,
                connect: Vec::new(),
                connect_keys: Vec::new(),
            });
        }
        for number in 0..users {
            let account = format!("acc00000-0000-4000-8000-1{:011}", number % accounts);
            self.users.push(User {
                id: format!("a0000000-0000-4000-8000-1{number:011}"),
                name: format!("User {number}"),
                email: format!("user{number}@tenant{}.example", number % accounts),
                status: active(),
                admin_of: if number < accounts { vec![account.clone()] } else { Vec::new() },
                accounts: vec![account],
            });
        }
    }
}
