//! A user as a search found it; errors list such users as candidates.

use crate::wire::{Object, ToJson, json};

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

impl ToJson for User {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("userId", &self.user_id);
        object.text_or_null("name", self.name.as_deref());
        object.text("email", &self.email);
        object.flag("active", self.active);
        object.text("status", &self.status);
        object.finish()
    }
}

impl ToJson for Vec<User> {
    fn to_json(&self) -> String {
        json::list(&mut self.iter().map(User::to_json))
    }
}
