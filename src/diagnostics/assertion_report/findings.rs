//! What is wrong with an assertion, claim by claim.

use crate::config::{Environment, IMPERSONATION, OF_USERS, doubt};
use crate::wire::{Find, Json, guid};

/// A mistake that Docusign refuses, often with a misleading error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AssertionWarning {
    /// The claim or header field.
    pub field: &'static str,
    /// What is wrong, and the correct value.
    pub message: String,
}

pub(super) struct Findings<'a> {
    pub(super) claims: Json<'a>,
    pub(super) now: i64,
    pub(super) warnings: Vec<AssertionWarning>,
}

/// Whether a text is exactly a GUID: Docusign does not repair one.
fn is_guid(text: &str) -> bool {
    guid(text) == Some(text.to_ascii_lowercase())
}

impl Findings<'_> {
    pub(super) fn warn(&mut self, field: &'static str, what: impl Into<String>) {
        self.warnings.push(AssertionWarning { field, message: format!("{field} {}", what.into()) });
    }

    /// Reads a string claim. Another type gives a warning.
    fn text(&mut self, name: &'static str) -> Claim<String> {
        let Some(value) = self.claims.get(name) else { return Claim::Missing };
        if let Some(text) = value.as_text() {
            return Claim::Given(text.to_owned());
        }
        let kind = kind(value);
        let more = match (name, value) {
            ("scope", Json::List(_)) => ", with the scopes separated by spaces",
            ("aud", Json::List(_)) => ": only the bare auth host",
            _ => "",
        };
        self.warn(name, format!("must be a string{more}; it is {kind}"));
        Claim::Odd
    }

    /// Reads a claim that is a time in seconds. Another type or milliseconds give a warning.
    fn seconds(&mut self, name: &'static str) -> Claim<i64> {
        let Some(value) = self.claims.get(name) else { return Claim::Missing };
        let Some(time) = value.thousandths().map(|time| time / 1000) else {
            let kind = kind(value);
            self.warn(name, format!("must be a number of seconds; it is {kind}"));
            return Claim::Odd;
        };
        if time > 100_000_000_000 {
            self.warn(name, "is in milliseconds; it must be in seconds");
            return Claim::Odd;
        }
        Claim::Given(time)
    }

    pub(super) fn header(&mut self, header: &Json<'_>) {
        if header.get("typ").and_then(Json::as_text) == Some("MT") {
            self.warn("typ", "is MT: this is a Docusign access token, not an assertion");
        }
        if header.get("alg").and_then(Json::as_text) != Some("RS256") {
            self.warn("alg", "must be RS256");
        }
    }

    pub(super) fn parties(&mut self, environment: Option<&Environment>) {
        let iss = self.text("iss");
        match &iss {
            Claim::Given(iss) if is_guid(iss) => {}
            Claim::Odd => {}
            _ => self.warn("iss", "must be the integration key, a GUID"),
        }
        match self.text("sub") {
            Claim::Given(sub) if sub.includes_char('@') => {
                self.warn("sub", "is an e-mail address; it must be the user's GUID");
            }
            Claim::Given(sub) if !is_guid(&sub) => {
                self.warn("sub", "must be the user's GUID");
            }
            Claim::Given(sub) if iss.is(|iss| guid(iss) == guid(&sub)) => self.warn(
                "sub",
                "is the integration key, so Docusign issues an application token. It must be the user's GUID",
            ),
            _ => {}
        }
        match self.text("aud") {
            Claim::Missing => self.warn("aud", "is missing; it must be the bare auth host"),
            Claim::Given(aud) if aud.includes_char('/') => {
                self.warn(
                    "aud",
                    "must be the bare auth host, without https:// and without a slash",
                );
            }
            Claim::Given(aud) => {
                if let Some(host) =
                    environment.map(Environment::auth_host).filter(|host| aud != *host)
                {
                    self.warn("aud", format!("is {aud}, but the environment is {host}"));
                }
            }
            Claim::Odd => {}
        }
    }

    pub(super) fn times(&mut self) {
        let now = self.now;
        let exp = self.seconds("exp");
        let iat = self.seconds("iat");
        match exp {
            Claim::Missing => self.warn("exp", "is missing; Docusign requires it"),
            Claim::Given(exp) if exp <= now => {
                self.warn("exp", format!("was {} s ago; the assertion has expired", now - exp));
            }
            Claim::Given(exp) if exp - iat.or(now) > 3600 => {
                self.warn("exp", "is more than one hour after iat");
            }
            _ => {}
        }
        let nbf = self.seconds("nbf");
        for (name, time) in [("iat", iat), ("nbf", nbf)] {
            if let Claim::Given(time) = time
                && time > now
            {
                let ahead = time - now;
                self.warn(
                    name,
                    format!(
                        "is {ahead} s in the future: check the clock of the machine that signs"
                    ),
                );
            }
        }
    }

    pub(super) fn scope(&mut self) {
        let scope = match self.text("scope") {
            Claim::Odd => return,
            Claim::Missing => String::new(),
            Claim::Given(scope) => scope,
        };
        let of_users = || scope.split(' ').find(|one| OF_USERS.contains(one));
        if scope.trim().is_empty() {
            self.warn("scope", "is missing");
        } else if scope.contains([',', '+', ';']) || scope.includes("%20") {
            self.warn("scope", "must separate the scopes with spaces");
        } else {
            if self.claims.get("sub").is_none() {
                if let Some(scope) = of_users() {
                    let message = format!(
                        "is missing, so Docusign issues an application token. Scope {scope} needs a user: set sub to the user's GUID",
                    );
                    self.warn("sub", message);
                }
            } else if !scope.split(' ').any(|one| one == IMPERSONATION) {
                self.warn(
                    "scope",
                    "does not contain impersonation, which is required to act as a user",
                );
            }
            for doubt in scope.split(' ').filter(|one| !one.is_empty()).filter_map(doubt) {
                self.warn("scope", doubt);
            }
        }
    }
}

/// A claim, if it has the right type.
#[derive(Clone, Copy)]
enum Claim<T> {
    Missing,
    Given(T),
    /// Has another type; the warning exists already.
    Odd,
}

impl<T> Claim<T> {
    fn is(&self, fits: impl FnOnce(&T) -> bool) -> bool {
        matches!(self, Self::Given(value) if fits(value))
    }
}

impl Claim<i64> {
    fn or(self, other: i64) -> i64 {
        match self {
            Self::Given(time) => time,
            _ => other,
        }
    }
}

/// The type of a value, in words.
fn kind(value: &Json<'_>) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Flag(_) => "true or false",
        Json::Number(_) => "a number",
        Json::Text(_) => "a string",
        Json::List(_) => "a list",
        Json::Object(_) => "an object",
    }
}
