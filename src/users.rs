//! Users of an account or organisation, as a look-up by e-mail finds them.

use serde::Serialize;

/// A user that a look-up found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The GUID to impersonate.
    pub user_id: String,
    /// The user's name.
    pub name: Option<String>,
    /// The e-mail address as Docusign has it.
    pub email: String,
    /// The status in Docusign's words, in lower case without separators: `active`, `closed`,
    /// `disabled`, `activationsent`, `activationrequired`, `created`.
    pub status: String,
}
