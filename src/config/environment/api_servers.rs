//! The servers of Docusign's APIs, besides the accounts' own: a table for each environment.

/// Servers of Docusign's APIs in the developer environment. The eSignature and Click APIs are on the account's own server.
///
/// Source: <https://developers.docusign.com/platform/api-endpoint-base-paths/>, unless another one is named.
pub(super) const DEMO: [&str; 8] = [
    // Agreement Manager (Navigator), Workflow Builder (Maestro), Connected Fields, Workspaces, Monitor.
    "https://api-d.docusign.com",
    // Admin.
    "https://api-d.docusign.net",
    // Rooms.
    "https://demo.rooms.docusign.com",
    // Monitor 2.0; also in docusign/code-examples-php, Eg001GetMonitoringData.php.
    "https://lens-d.docusign.net",
    // Web Forms.
    "https://apps-d.docusign.com",
    // Notary.
    "https://notary-d.docusign.net",
    // ID Evidence; in production its host is not fixed, and so is not in the list.
    "https://proof-d.docusign.net",
    // MCP server: <https://developers.docusign.com/platform/mcp-server/authentication-scopes>.
    "https://mcp-d.docusign.com",
];

/// The same in production, from the same pages.
pub(super) const PRODUCTION: [&str; 7] = [
    "https://api.docusign.com",
    "https://api.docusign.net",
    "https://rooms.docusign.com",
    "https://lens.docusign.net",
    "https://apps.docusign.com",
    "https://na-notary.docusign.net",
    "https://mcp.docusign.com",
];
