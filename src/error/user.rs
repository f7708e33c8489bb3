//! A user that a search found. Errors list such users as candidates.

/// A user that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct User {
    /// The GUID to impersonate.
    pub user_id: String,
    /// The user's name.
    pub name: Option<String>,
    /// The e-mail address as Docusign stores it.
    pub email: String,
    /// Whether the user is active: only active users can be impersonated.
    pub active: bool,
    /// Docusign's own status, such as `Active`, `ActivationSent`, `Closed`.
    pub status: String,
}

impl User {
    /// Creates a user without a name. The user is active if the status is `Active`, in upper or lower case.
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
