//! Checks the references in a configuration.

use anyhow::{Result, bail};

use crate::state::config::Config;

/// Refuses a configuration with references to missing users, accounts, integration keys or organizations.
pub fn check(config: &Config) -> Result<()> {
    let is_client = |id: &str| config.clients.iter().any(|one| one.id.eq_ignore_ascii_case(id));
    let is_user = |id: &str| config.users.iter().any(|one| one.id.eq_ignore_ascii_case(id));
    let is_account = |id: &str| config.accounts.iter().any(|one| one.id == id);
    let is_organization = |id: &str| config.organizations.iter().any(|one| one.id == id);
    for user in &config.users {
        for id in user.accounts.iter().chain(&user.admin_of) {
            if !is_account(id) {
                bail!("user {} has the account {id}, which is not in accounts", user.id);
            }
        }
        for id in &user.admin_of {
            if !user.accounts.contains(id) {
                bail!("user {} administers {id} without being a member", user.id);
            }
        }
    }
    for account in &config.accounts {
        if let Some(id) = account.organization.as_ref().filter(|id| !is_organization(id)) {
            bail!("account {} has the organization {id}, which does not exist", account.id);
        }
    }
    for organization in &config.organizations {
        if let Some(id) = organization.admins.iter().find(|id| !is_user(id)) {
            bail!("organization {} has the administrator {id}, who is not a user", organization.id);
        }
    }
    for client in &config.clients {
        let given = client.application.iter().map(|given| &given.organization);
        if let Some(id) = given.into_iter().find(|id| !is_organization(id)) {
            bail!(
                "client {} is authorized by the organization {id}, which does not exist",
                client.id
            );
        }
    }
    for consent in &config.consents {
        if !is_client(&consent.client) {
            bail!("a consent names the client {}, which does not exist", consent.client);
        }
        if !is_user(&consent.user) {
            bail!("a consent names the user {}, who does not exist", consent.user);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(change: impl FnOnce(&mut Value)) -> Result<()> {
        let mut config = json!({
            "clients": [{ "id": "c", "name": "C", "application": [{ "organization": "o", "scopes": "" }] }],
            "users": [{ "id": "u", "name": "U", "email": "u@x.example", "accounts": ["a"], "adminOf": ["a"] }],
            "accounts": [{ "id": "a", "name": "A", "organization": "o" }],
            "organizations": [{ "id": "o", "name": "O", "admins": ["u"], "domains": [] }],
            "consents": [{ "client": "c", "user": "u", "scopes": "signature" }],
        });
        change(&mut config);
        check(&serde_json::from_value(config).unwrap())
    }

    #[test]
    fn names_what_is_missing() {
        read(|_| ()).unwrap();
        let changes: [(&str, Value, &str); 7] = [
            ("/users/0/accounts/0", json!("b"), "user u has the account b"),
            ("/users/0/accounts", json!([]), "administers a without"),
            ("/accounts/0/organization", json!("p"), "account a has the organization p"),
            ("/organizations/0/admins/0", json!("v"), "the administrator v"),
            (
                "/clients/0/application/0/organization",
                json!("p"),
                "authorized by the organization p",
            ),
            ("/consents/0/client", json!("d"), "the client d"),
            ("/consents/0/user", json!("v"), "the user v"),
        ];
        for (at, value, said) in changes {
            let error = read(|config| *config.pointer_mut(at).unwrap() = value).unwrap_err();
            assert!(error.to_string().contains(said), "{at}: {error}");
        }
    }
}
