//! What a configuration refers to must be in it, once.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::state::config::{Config, STATUSES};

/// Refuses a configuration with references to missing users, accounts, integration keys or organizations.
pub fn check(config: &Config) -> Result<()> {
    let is_client = |id: &str| config.clients.iter().any(|one| one.id.eq_ignore_ascii_case(id));
    let is_user = |id: &str| config.users.iter().any(|one| one.id.eq_ignore_ascii_case(id));
    let is_account = |id: &str| config.accounts.iter().any(|one| one.id == id);
    let is_organization = |id: &str| config.organizations.iter().any(|one| one.id == id);
    once("clients", config.clients.iter().map(|one| &one.id))?;
    once("users", config.users.iter().map(|one| &one.id))?;
    once("accounts", config.accounts.iter().map(|one| &one.id))?;
    once("organizations", config.organizations.iter().map(|one| &one.id))?;
    for user in &config.users {
        if !STATUSES.contains(&user.status.as_str()) {
            bail!(
                "user {} has the status {}; Docusign has {}",
                user.id,
                user.status,
                STATUSES.join(", ")
            );
        }
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
            bail!(
                "account {} has the organization {id}, which is not in organizations",
                account.id
            );
        }
    }
    for organization in &config.organizations {
        if let Some(id) = organization.admins.iter().find(|id| !is_user(id)) {
            bail!(
                "organization {} has the administrator {id}, which is not in users",
                organization.id
            );
        }
    }
    for client in &config.clients {
        let given = client.application.iter().map(|given| &given.organization);
        if let Some(id) = given.into_iter().find(|id| !is_organization(id)) {
            bail!(
                "client {} is authorized by the organization {id}, which is not in organizations",
                client.id
            );
        }
    }
    for consent in &config.consents {
        if !is_client(&consent.client) {
            bail!("a consent names the client {}, which is not in clients", consent.client);
        }
        if !is_user(&consent.user) {
            bail!("a consent names the user {}, which is not in users", consent.user);
        }
    }
    Ok(())
}

/// Refuses a section in which an ID is there twice.
fn once<'a>(section: &str, ids: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id.to_ascii_lowercase()) {
            bail!("{section} has the ID {id} twice");
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
            "users": [{ "id": "u", "name": "U", "email": "u@x.example", "accounts": ["a"], "adminOf": ["a"], "status": "Active" },
                { "id": "v", "name": "V", "email": "v@x.example" }],
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
        let changes: [(&str, Value, &str); 9] = [
            (
                "/users/0/status",
                json!("closed"),
                "user u has the status closed; Docusign has Active",
            ),
            ("/users/1/id", json!("U"), "users has the ID U twice"),
            ("/users/0/accounts/0", json!("b"), "user u has the account b"),
            ("/users/0/accounts", json!([]), "administers a without"),
            ("/accounts/0/organization", json!("p"), "account a has the organization p"),
            ("/organizations/0/admins/0", json!("w"), "the administrator w"),
            (
                "/clients/0/application/0/organization",
                json!("p"),
                "authorized by the organization p",
            ),
            ("/consents/0/client", json!("d"), "the client d"),
            ("/consents/0/user", json!("w"), "the user w"),
        ];
        for (at, value, said) in changes {
            let error = read(|config| *config.pointer_mut(at).unwrap() = value).unwrap_err();
            assert!(error.to_string().contains(said), "{at}: {error}");
        }
    }
}
