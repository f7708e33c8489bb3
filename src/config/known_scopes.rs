//! The scopes that Docusign has.

/// Every scope with a source: Docusign's documentation, or its own samples and collections.
pub(crate) const KNOWN_SCOPES: &str = "signature impersonation extended openid cors click.manage click.send organization_read organization_write \
    organization_sub_account_read organization_sub_account_write group_read permission_read user_read user_write \
    account_read account_write domain_read identity_provider_read user_data_redact asset_group_account_read \
    asset_group_account_clone_read asset_group_account_clone_write connect_org_config_read_api \
    connect_org_config_write_api connect_org_oauth_read_api connect_org_oauth_write_api connect_org_hmac_read_api \
    connect_org_hmac_write_api dtr.rooms.read dtr.rooms.write dtr.documents.read dtr.documents.write \
    dtr.profile.read dtr.profile.write dtr.company.read dtr.company.write room_forms spring_read spring_write \
    content aow_manage adm_store_unified_repo_read adm_store_unified_repo_write document_uploader_read \
    document_uploader_write public_dms_document_read search_read webforms_read webforms_instance_read \
    webforms_instance_write notary_read notary_write";
