//! A user as a search found it; errors list such users as candidates.

/// A user that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
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

impl User {
    /// A user without a name, active where the status is `Active` in any case.
    ///
    /// ```
    /// use docusign_jwt::User;
    ///
    /// let user = User::new("a0000000-0000-4000-8000-000000000001", "ann@example.com", "Active");
    /// assert!(user.active);
    /// ```
    #[must_use]
    pub fn new(
        user_id: impl Into<String>,
        email: impl Into<String>,
        status: impl Into<String>,
    ) -> Self {
        let status = status.into();
        Self {
            user_id: user_id.into(),
            name: None,
            email: email.into(),
            active: status.eq_ignore_ascii_case("active"),
            status,
        }
    }
}
