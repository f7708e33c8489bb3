//! The existing scopes: Docusign's documented ones, those of its samples, and those of the configuration.
//!
//! The list is generated from the library's, which names its sources. What the emulator does with it is its own.

use std::collections::BTreeSet;

use crate::state::{Config, Emulator};

/// By API, in the order of Docusign's documentation.
// generated: scopes in Rust
const DOCUMENTED: [&str; 9] = [
    "signature impersonation extended openid cors",
    "click.manage click.send",
    "organization_read organization_write organization_sub_account_read \
     organization_sub_account_write group_read permission_read user_read user_write account_read \
     account_write domain_read identity_provider_read user_data_redact asset_group_account_read \
     asset_group_account_clone_read asset_group_account_clone_write connect_org_config_read_api \
     connect_org_config_write_api connect_org_oauth_read_api connect_org_oauth_write_api \
     connect_org_hmac_read_api connect_org_hmac_write_api",
    "dtr.rooms.read dtr.rooms.write dtr.documents.read dtr.documents.write dtr.profile.read \
     dtr.profile.write dtr.company.read dtr.company.write room_forms",
    "spring_read spring_write content",
    "aow_manage",
    "adm_store_unified_repo_read adm_store_unified_repo_write document_uploader_read \
     document_uploader_write public_dms_document_read search_read",
    "webforms_read webforms_instance_read webforms_instance_write",
    "notary_read notary_write",
];
// generated end

/// The scopes in a parameter.
pub fn scopes(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

impl Emulator {
    /// The first scope that does not exist.
    pub fn unknown_scope<'a>(&self, wanted: &'a BTreeSet<String>) -> Option<&'a str> {
        let configured = configured(&self.config);
        wanted.iter().map(String::as_str).find(|scope| {
            let mut lists = DOCUMENTED.iter().copied().chain(configured.iter().copied());
            !lists.any(|list| list.split_whitespace().any(|known| known == *scope))
        })
    }
}

/// Scopes in the configuration exist too: they may be newer than this list.
fn configured(config: &Config) -> Vec<&str> {
    let of_clients = config.clients.iter().flat_map(|client| {
        let of_application = client.application.iter().map(|given| given.scopes.as_str());
        of_application.chain(client.consent_of_all.as_deref())
    });
    of_clients.chain(config.consents.iter().map(|consent| consent.scopes.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Host, Sleep};

    struct Nowhere;

    impl Host for Nowhere {
        fn now(&self) -> u64 {
            0
        }

        fn fill(&self, _: &mut [u8]) {}

        fn sleep(&self, _: u64) -> Sleep {
            Box::pin(std::future::ready(()))
        }
    }

    #[test]
    fn documented_and_configured_scopes_exist_and_no_other() {
        let mut config = Config::built_in().unwrap();
        config.clients[0].consent_of_all = Some("signature brand_new".to_owned());
        let emulator = Emulator::new(config, Nowhere);
        for text in ["signature impersonation", "notary_read room_forms", "brand_new", ""] {
            assert_eq!(emulator.unknown_scope(&scopes(text)), None, "{text}");
        }
        for (text, unknown) in [("signature signiture", "signiture"), ("dtr.rooms", "dtr.rooms")] {
            assert_eq!(emulator.unknown_scope(&scopes(text)), Some(unknown), "{text}");
        }
    }
}
