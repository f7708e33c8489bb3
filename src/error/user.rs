//! A user as a search found it; errors list such users as candidates.

/// A user that a look-up found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The GUID to impersonate.
    pub user_id: String,
    /// The user's name.
    pub name: Option<String>,
    /// The e-mail address as Docusign has it.
    pub email: String,
    /// Whether the user is active, and so can be impersonated.
    pub active: bool,
    /// The status in Docusign's own word, such as `Active`, `ActivationSent`, `Closed`.
    pub status: String,
}
