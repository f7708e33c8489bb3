// The scopes that Docusign documents, or uses in its samples, by API.
// Sources: https://developers.docusign.com/platform/auth/reference/scopes and the page "auth" of each API.

// generated: scopes by API
export const SCOPES = {
  eSignature: "signature impersonation extended openid cors",
  Click: "click.manage click.send",
  Admin:
    "organization_read organization_write organization_sub_account_read organization_sub_account_write group_read permission_read user_read user_write account_read account_write domain_read identity_provider_read user_data_redact asset_group_account_read asset_group_account_clone_read asset_group_account_clone_write connect_org_config_read_api connect_org_config_write_api connect_org_oauth_read_api connect_org_oauth_write_api connect_org_hmac_read_api connect_org_hmac_write_api",
  "Rooms, Workspaces":
    "dtr.rooms.read dtr.rooms.write dtr.documents.read dtr.documents.write dtr.profile.read dtr.profile.write dtr.company.read dtr.company.write room_forms",
  CLM: "spring_read spring_write content",
  "Workflow Builder": "aow_manage",
  "Agreement Manager":
    "adm_store_unified_repo_read adm_store_unified_repo_write document_uploader_read document_uploader_write public_dms_document_read search_read",
  "Web Forms": "webforms_read webforms_instance_read webforms_instance_write",
  Notary: "notary_read notary_write",
};
// generated end

const KNOWN = Object.values(SCOPES).join(" ").split(" ");

export const wordsOf = (scopes) => scopes.split(/\s+/).filter(Boolean);

/** Unknown scopes: they may be new, or misspelled. */
export const unknownScopes = (scopes) => wordsOf(scopes).filter((word) => !KNOWN.includes(word));

/** The scopes that the package requests: acting as a user needs `impersonation`. */
export const scopesFor = ({ scopes, userId }) => [...new Set([...wordsOf(scopes), ...(userId === undefined ? [] : ["impersonation"])])];
