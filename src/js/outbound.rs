//! JSON for JavaScript: the form of each value.

use crate::error::User;
use crate::flow::Exchanged;
use crate::protocol::{Account, IdToken, Redirect, Request, Token, UserInfo, UserTokens};
use crate::wire::Object;
use crate::wire::json::object::{list, texts};

/// A value that crosses to JavaScript as JSON.
pub(crate) trait ToJson {
    /// As JSON.
    fn to_json(&self) -> String;
}

impl Object {
    /// A text, or `null`.
    pub(super) fn text_or_null(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(name, value),
            None => self.json(name, "null"),
        }
    }

    /// A number, or no field.
    pub(super) fn optional_number(&mut self, name: &str, value: Option<u64>) {
        if let Some(value) = value {
            self.number(name, value);
        }
    }
}

impl ToJson for () {
    fn to_json(&self) -> String {
        "null".to_owned()
    }
}

impl ToJson for Request {
    fn to_json(&self) -> String {
        let mut headers = self.headers().map(|(name, value)| texts(&mut [name, value].into_iter()));
        let mut object = Object::new();
        object.text("method", self.method());
        object.text("url", self.url());
        object.json("headers", &list(&mut headers));
        object.optional_text("body", self.body());
        object.finish()
    }
}

impl ToJson for UserTokens {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        self.token.write(&mut object);
        object.optional_text("refreshToken", self.refresh_token.as_deref());
        object.optional_text("idToken", self.id_token.as_deref());
        object.finish()
    }
}

impl ToJson for Token {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        self.write(&mut object);
        object.finish()
    }
}

impl ToJson for Exchanged {
    fn to_json(&self) -> String {
        let mut lessons = Object::new();
        lessons.json("clockOffset", &self.lessons.clock_offset.to_string());
        lessons.number("key", self.lessons.key as u64);
        let mut object = Object::new();
        object.json("token", &self.token.to_json());
        object.number("renewAt", self.renew_at);
        object.json("lessons", &lessons.finish());
        object.finish()
    }
}

impl ToJson for Redirect {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.optional_text("code", self.code.as_deref());
        object.optional_text("state", self.state.as_deref());
        object.optional_text("accessToken", self.access_token.as_deref());
        object.optional_text("idToken", self.id_token.as_deref());
        object.optional_number("expiresIn", self.expires_in);
        object.finish()
    }
}

impl ToJson for IdToken {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("userId", &self.user_id);
        object.texts("organizations", &mut self.organizations.iter().map(String::as_str));
        object.optional_number("issuedAt", self.issued_at);
        object.number("expiresAt", self.expires_at);
        object.optional_text("name", self.name.as_deref());
        object.optional_text("email", self.email.as_deref());
        object.finish()
    }
}

impl ToJson for UserInfo {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("userId", &self.user_id);
        object.optional_text("name", self.name.as_deref());
        object.optional_text("givenName", self.given_name.as_deref());
        object.optional_text("familyName", self.family_name.as_deref());
        object.optional_text("email", self.email.as_deref());
        object.json("accounts", &list(&mut self.accounts.iter().map(Account::to_json)));
        object.finish()
    }
}

impl ToJson for Account {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("accountId", &self.account_id);
        object.optional_text("name", self.name.as_deref());
        object.flag("isDefault", self.is_default);
        object.text("baseUri", &self.base_uri);
        object.text("basePath", &self.base_path);
        object.optional_text("organizationId", self.organization_id.as_deref());
        object.finish()
    }
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
        list(&mut self.iter().map(User::to_json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_written_and_nothing_is_left_out() {
        let mut object = Object::new();
        object.text_or_null("none", None);
        object.text_or_null("text", Some("x"));
        object.optional_number("absent", None);
        object.optional_number("number", Some(1));
        assert_eq!(object.finish(), r#"{"none":null,"text":"x","number":1}"#);
    }
}
