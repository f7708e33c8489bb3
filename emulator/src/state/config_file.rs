//! Reads a configuration, with its keys and its numbered users and accounts.

use anyhow::{Context, Result, bail};

use crate::state::config::{Account, Config, Generate, User, active};
use crate::state::reading::read;
use crate::state::references;
use crate::state::signature::public_key;

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
            found.map(|(_, text)| (*text).to_owned()).context("unknown key")
        };
        Self::read(&fixture("emulator.json")?, fixture)
    }

    /// Reads a configuration. `key` reads the files in it.
    pub fn read(text: &str, key: impl Fn(&str) -> Result<String>) -> Result<Self> {
        let value = serde_json::from_str(text).context("this is not JSON")?;
        let mut config: Self = read(value)?;
        for client in &mut config.clients {
            if client.keys.len() > 5 {
                bail!(
                    "client {} has more than five keys, which Docusign does not allow",
                    client.id
                );
            }
            for name in &client.keys {
                let inline = name.trim_start().starts_with("-----BEGIN");
                let pem = if inline { Ok(name.clone()) } else { key(name) };
                let key = pem.and_then(|pem| public_key(&pem));
                let of = || format!("a key of client {} cannot be used", client.id);
                client.public_keys.push(key.with_context(of)?);
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
